from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    """A lane that takes no more keeps its rows in a queue of their own, found by the same index."""

    dependencies = [
        ("recovery", "0036_copy_proved"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="cloudaccount",
            name="account_turn",
        ),
        migrations.RemoveIndex(
            model_name="copy",
            name="copy_turn",
        ),
        migrations.RemoveIndex(
            model_name="drill",
            name="drill_turn",
        ),
        migrations.RemoveIndex(
            model_name="move",
            name="move_turn",
        ),
        migrations.RemoveIndex(
            model_name="restore",
            name="restore_turn",
        ),
        migrations.AddField(
            model_name="cloudaccount",
            name="queue",
            field=models.CharField(db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="copy",
            name="queue",
            field=models.CharField(db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="drill",
            name="queue",
            field=models.CharField(db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="lane",
            name="has_queue",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="move",
            name="queue",
            field=models.CharField(db_default="", default="", max_length=300),
        ),
        migrations.AddField(
            model_name="restore",
            name="queue",
            field=models.CharField(db_default="", default="", max_length=300),
        ),
        migrations.AddIndex(
            model_name="cloudaccount",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["queue", "turn"], name="account_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="copy",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["queue", "turn"], name="copy_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="drill",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["queue", "turn"], name="drill_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="move",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["queue", "turn"], name="move_queue"
            ),
        ),
        migrations.AddIndex(
            model_name="restore",
            index=models.Index(
                condition=models.Q(("state", "due")), fields=["queue", "turn"], name="restore_queue"
            ),
        ),
    ]
