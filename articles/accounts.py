"""How people sign in, and what their groups give them."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission
from django.db.models import Model, Q

from articles.models import User

__all__ = ["AccountBackend"]


class AccountBackend(ModelBackend):
    """Django's own, with a person's permissions and their groups' in one query in place of two."""

    def get_all_permissions(self, user_obj: User, obj: Model | None = None) -> set[str]:  # type: ignore[override]
        if user_obj.is_superuser or not user_obj.is_active or user_obj.is_anonymous or obj:
            return super().get_all_permissions(user_obj, obj)
        if not hasattr(user_obj, "_perm_cache"):
            given = Q(user=user_obj) | Q(group__user=user_obj)
            names = Permission.objects.filter(given).order_by().distinct()
            pairs = names.values_list("content_type__app_label", "codename")
            user_obj._perm_cache = {f"{app}.{name}" for app, name in pairs}  # type: ignore[attr-defined]
        return user_obj._perm_cache  # type: ignore[attr-defined]
