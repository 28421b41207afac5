"""Words for goods, units and money as reported → our codes and whole numbers of base units."""
