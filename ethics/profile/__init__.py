"""What an assessor's work looks like over three years, beside that of his peers (code of ethics, clauses 3, 5, 6, 16).

Only what was signed counts, and only of quarters that are closed: a page says the same all quarter long, to him and to
the LSP, and two readings of it do not give away the one verdict or answer that came between.
"""
