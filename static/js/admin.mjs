// The back office: each part finds its own place on the page, and does nothing where there is none.
