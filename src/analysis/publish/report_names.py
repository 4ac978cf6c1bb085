"""Names that finished reports are known by; nothing is loaded for them, since a run that changes nothing reads them."""

#: What a report says about itself.
MANIFEST = "report.json"
#: Folder of the open data below the output folder.
OPEN_DATA = "oppna-data"
#: The states of a report.
DRAFT, APPROVED = "draft", "approved"
#: Folder of a report's chapters as data, and of the files of their tables.
CHAPTERS, TABLES = "chapters", "tables"
#: The whole report as one page.
DOCUMENT = "hela.html"
#: A report's first page.
CONTENTS = "index.html"
