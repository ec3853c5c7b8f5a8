"""Made-up reports by the million, to see how the site bears them."""
