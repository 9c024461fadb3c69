import pytest

# What a shared step finds wrong is said in full, as in the tests themselves.
pytest.register_assert_rewrite("tests.browser.keys")
