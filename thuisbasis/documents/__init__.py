"""Printed pages: tagged PDF from sheets of plain values.

Kept empty of imports: the rendering process loads this package and should cost no more than WeasyPrint.
"""
