import time, pytest
from django.utils import timezone
@pytest.mark.django_db(transaction=True, databases="__all__")
def test_seed(settings, tmp_path):
    settings.SOMLOS_KEYS = tmp_path/"k"
    from fjordvik.town import build
    t=time.time(); town=build(timezone.now(), crowded=False); print("built", time.time()-t)
    t=time.time()
