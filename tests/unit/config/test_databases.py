"""How a database address becomes Django's settings."""

from config.settings.base import database


def test_sqlite_waits_for_its_turn_and_keeps_its_foreign_keys() -> None:
    options = database("sqlite:////tmp/db.sqlite3")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "foreign_keys=ON" in options["init_command"]


def test_postgresql_compiles_no_query() -> None:
    assert database("postgres://kr@db/kr")["OPTIONS"]["options"] == "-c jit=off"


def test_what_the_address_asks_of_postgresql_is_kept() -> None:
    options = database("postgres://kr@db/kr?sslmode=require&options=-c%20jit%3Don")["OPTIONS"]
    assert options == {"sslmode": "require", "options": "-c jit=on"}
