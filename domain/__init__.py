"""The words of the trade: values and rules without input, output or imports of ours."""
