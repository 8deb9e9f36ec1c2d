from __future__ import annotations

from django.db import migrations, models

import recovery.models.audit
import recovery.models.copy


class Migration(migrations.Migration):
    dependencies = [("recovery", "0007_audit_chain")]

    operations = [
        migrations.AddField(
            model_name="holder",
            name="leaves_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddIndex(
            model_name="holder",
            index=models.Index(
                condition=models.Q(("leaves_at__isnull", False)),
                fields=["leaves_at"],
                name="holder_leaving",
            ),
        ),
        migrations.AlterField(
            model_name="auditevent",
            name="kind",
            field=models.CharField(choices=recovery.models.audit.kinds_of_event, max_length=30),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(choices=recovery.models.copy.kinds_of_notice, max_length=30),
        ),
    ]
