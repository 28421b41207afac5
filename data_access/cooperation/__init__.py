"""Who works with whom: records of joint operations and cases, the countries and the kinds of agency that they name."""
