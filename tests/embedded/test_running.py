"""The services of one folder, used by one process, by two, and by one that is killed."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest
from celery import Celery
from redis import Redis

from consultation import embedded
from consultation.embedded.processes import send
from tests.embedded.conftest import Using, processes_of, query, servers_of, wait_until

pytestmark = pytest.mark.slow


def postmaster(var: Path) -> int:
    data = var.resolve() / "embedded" / "postgres" / "data"
    return int((data / "postmaster.pid").read_text().splitlines()[0])


def test_services_run_inside_and_not_after(var: Path) -> None:
    with embedded.running(var, fast=True):
        inside = query(var, "select current_database(), current_user")
        assert processes_of(var)
    assert inside == [("soundings", "soundings")]
    assert processes_of(var) == []


def test_rows_and_queued_work_survive_a_restart(var: Path) -> None:
    with embedded.running(var):
        query(var, "create table kept as select 7 as n")
        with Redis.from_url(embedded.valkey_url(var, 0)) as queue:
            queue.rpush("celery", "a task")
    with embedded.running(var):
        assert query(var, "select n from kept") == [(7,)]
        with Redis.from_url(embedded.valkey_url(var, 0)) as queue:
            assert queue.llen("celery") == 1


def test_neither_service_listens_on_a_port(var: Path) -> None:
    with embedded.running(var, fast=True):
        assert query(var, "show listen_addresses") == [("",)]
        with Redis.from_url(embedded.valkey_url(var, 0)) as valkey:
            assert valkey.config_get("port") == {"port": "0"}


def test_text_sorts_and_folds_as_unicode_everywhere(var: Path) -> None:
    with embedded.running(var, (embedded.POSTGRES,), fast=True):
        assert query(var, "select lower('ÉŁŻ'), datlocprovider from pg_database limit 1") == [
            ("éłż", "b")
        ]


def test_two_at_once_share_one_server(var: Path, using: Callable[[], Using]) -> None:
    users = [using(), using(), using()]
    assert all(user.is_in() for user in users)
    assert len(servers_of(var)) == 1


def test_the_first_to_leave_leaves_it_to_the_second(var: Path, using: Callable[[], Using]) -> None:
    first = using()
    assert first.is_in()
    with embedded.running(var, fast=True):
        server = postmaster(var)
        assert first.leave() == 0
        assert query(var, "select 1") == [(1,)]
        assert postmaster(var) == server


def test_a_killed_user_leaves_no_process_and_loses_no_row(
    var: Path, using: Callable[[], Using]
) -> None:
    user = using()
    assert user.is_in()
    query(var, "create table kept as select 7 as n")
    user.kill()
    assert wait_until(lambda: not processes_of(var))
    with embedded.running(var, fast=True):
        assert query(var, "select n from kept") == [(7,)]


def test_a_killed_keeper_leaves_no_server_and_its_users_can_start_another(var: Path) -> None:
    with embedded.running(var, fast=True) as services:
        query(var, "create table kept as select 7 as n")
        for name in (embedded.POSTGRES, embedded.VALKEY):
            noted = var / "embedded" / name / "keeper.lock"
            send(int(noted.read_text()), signal.SIGKILL)
        assert wait_until(lambda: not processes_of(var))
        assert services.ensure() == [embedded.POSTGRES, embedded.VALKEY]
        assert query(var, "select n from kept") == [(7,)]


def test_a_killed_server_comes_back_with_its_rows(var: Path) -> None:
    def answers() -> bool:
        try:
            return query(var, "select n from kept") == [(7,)]
        except psycopg.OperationalError:
            return False

    with embedded.running(var, (embedded.POSTGRES,)):
        query(var, "create table kept as select 7 as n")
        os.kill(postmaster(var), signal.SIGKILL)
        assert wait_until(answers)


def test_one_service_runs_without_the_other(var: Path) -> None:
    with embedded.running(var, (embedded.VALKEY,), fast=True):
        assert not any("bin/postgres" in line for line in processes_of(var))
        with Redis.from_url(embedded.valkey_url(var, 1)) as valkey:
            assert valkey.ping()


def test_the_broker_is_found_in_a_folder_with_a_space(tmp_path: Path) -> None:
    var = tmp_path / "a site"
    with embedded.running(var, (embedded.VALKEY,), fast=True):
        with Celery(broker=embedded.broker_url(var, 2)).connection_for_write() as broker:
            broker.SimpleQueue("work").put({"task": 1})
        with Redis.from_url(embedded.valkey_url(var, 2)) as valkey:
            assert valkey.llen("work") == 1


def test_a_path_too_long_for_a_socket_is_no_obstacle(tmp_path: Path) -> None:
    var = tmp_path / ("a long name, with a comma " * 4) / "var"
    with embedded.running(var, fast=True):
        assert query(var, "select 1") == [(1,)]
    assert processes_of(var) == []


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "var").write_text("a file where the folder should be")
    with (
        pytest.raises(embedded.ServiceError, match="cannot be written"),
        embedded.running(tmp_path / "var"),
    ):
        pytest.fail("it started")
