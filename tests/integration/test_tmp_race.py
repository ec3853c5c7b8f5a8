import threading
import pytest
from django.db import connection
from tests import small_pack
from tests.small_pack import load
from reporting.models import Team
@pytest.mark.django_db(transaction=True)
def test_race(tmp_path):
    folder = small_pack.write(tmp_path)
    results=[]; errors=[]
    def go():
        try: results.append(load(folder).counts())
        except Exception as e: errors.append(repr(e))
        finally: connection.close()
    ts=[threading.Thread(target=go) for _ in range(3)]
    [t.start() for t in ts]; [t.join() for t in ts]
    print(connection.vendor, results, errors)
    assert not errors and Team.objects.count()==3
