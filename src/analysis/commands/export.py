"""The database as open data."""

from analysis.terminal import WELL, console, open_project
from analysis.words.translate import _


def export() -> int:
    """Skriv databasens vyer som öppna data: en CSV-fil var och en datapackage.json i output/oppna-data."""
    from filelock import FileLock

    from analysis.base.files import fresh_folder, put_in_place, sweep
    from analysis.publish.files.open_data import write_open_data
    from analysis.publish.files.terms_of_use import read_terms
    from analysis.publish.html.contents import write_site
    from analysis.publish.report_names import OPEN_DATA
    from analysis.store.connection import open_database
    from analysis.words.current_language import SWEDISH, speaking

    project = open_project()
    terms, final = read_terms(project.data), project.output / OPEN_DATA
    locks = project.state / "locks"
    with open_database(project.database) as connection:
        locks.mkdir(parents=True, exist_ok=True)
        with FileLock(locks / f"{OPEN_DATA}.lock"):
            sweep(final)
            with fresh_folder(final) as folder:
                with speaking(SWEDISH):  # open data are of all documents, and have no other language than theirs
                    written = write_open_data(folder, connection, terms)
                put_in_place(folder, final)
    with FileLock(project.state / "site.lock"):
        write_site(project.output)
    for view, rows in written.items():
        console.print(_("{file}: {rows} rader", file=f"{view}.csv", rows=rows), markup=False)
    if not terms.licences:
        console.print(_("Ingen licens är angiven; den skrivs i data/open_data.yaml (se data/README.md)."))
    console.print("\n" + _("Öppna {page}", page=final / "datapackage.json"), markup=False)
    return WELL
