"""Import of a scheme with its whole unit tree from XLSX or CSV.

`files` decides what an upload really is, `workbook` and `flat` turn it into rows, `checking` turns rows into a `Plan`
and a list of problems, `known` compares the plan with what the portal already has, `template` writes the file to fill.
Nothing in this package writes to the database: `assessments.operations.importing` does.
"""
