"""The register from a spreadsheet: a CSV file read, and held against the register.

`decoding` and `reading` take the bytes apart, `columns` and `values` say what stands in them,
`comparing` what the register would become; `writing` gives refused lines back. What is agreed to
is written by `accounts.actions.importing`.
"""
