"""Whom the start page has to look at: kept up with every change, so that it never looks at everybody."""
