"""The record of the organisation of a district; people belong to a district, appointments say when they were entered."""

import secrets

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


TABLE = "governance_organisationevent"
REFUSES = f"BEGIN SELECT RAISE(ABORT, '{TABLE}: history is append-only'); END"
TRIGGERS = {
    "sqlite": [
        f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} {REFUSES}",
        f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {REFUSES}",
        f'CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR ("district_id" = NEW."district_id" AND "position" = NEW."position")) {REFUSES}',
    ],
    "postgresql": [
        f"CREATE TRIGGER {TABLE}_no_{name} BEFORE {when} ON {TABLE} FOR EACH {each} EXECUTE FUNCTION governance_append_only()"
        for name, when, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT"))
    ],
}


def guard_history(apps, schema_editor):
    for statement in TRIGGERS[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def place_people(apps, schema_editor):
    """Each person into the district of their first appointment; whoever has none, into the only district."""
    Unit, Person, Record = (apps.get_model("governance", name) for name in ("Unit", "Person", "DistrictRecord"))
    districts = list(Unit.objects.filter(district=None).values_list("pk", flat=True))
    for district in districts:
        Record.objects.create(district_id=district, row_salt=secrets.token_hex(16))
    for person in Person.objects.all():
        first = person.appointments.select_related("unit").order_by("since", "pk").first()
        if first is None and len(districts) != 1:
            raise RuntimeError(f"Person {person.pk} has no appointment, so nobody knows their district: give them one first.")
        person.district_id = (first.unit.district_id or first.unit_id) if first is not None else districts[0]
        person.row_salt = secrets.token_hex(16)
        person.save()
    apps.get_model("governance", "Appointment").objects.update(entered_at=models.F("since"))


class Migration(migrations.Migration):

    dependencies = [
        ('governance', '0009_day_run'),
    ]

    operations = [
        migrations.CreateModel(
            name='DistrictRecord',
            fields=[
                ('district', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='organisation_record', serialize=False, to='governance.unit')),
                ('position', models.PositiveIntegerField(default=0)),
                ('head', models.CharField(blank=True, max_length=64)),
                ('head_signature', models.CharField(blank=True, max_length=88)),
                ('row_salt', models.CharField(editable=False, max_length=32)),
            ],
            options={
                'verbose_name': 'record of the organisation',
                'verbose_name_plural': 'records of the organisation',
            },
        ),
        migrations.AlterModelOptions(
            name='unit',
            options={'ordering': ['district_id', 'kind', 'id'], 'permissions': [('read_papers', "read the unit's papers"), ('read_drafts', "read the unit's drafts"), ('draft_paper', 'draft plans and other papers for approval'), ('follow_plan', "follow the plan's execution"), ('publish_paper', 'publish papers'), ('agree_paper', 'agree to papers put up to the unit'), ('draft_contract', 'draft contracts'), ('sign_contract', 'sign contracts'), ('convene_meeting', 'convene a meeting'), ('preside_meeting', 'preside over a meeting'), ('keep_minutes', 'keep the minutes'), ('vote', 'vote'), ('sign_protocol_as_chair', 'sign the protocol as chair'), ('sign_protocol_as_secretary', 'sign the protocol as secretary'), ('certify_extract', 'certify and issue extracts'), ('draft_order', 'draft orders'), ('give_visa', 'give a visa on an order'), ('sign_order', 'sign orders'), ('control_order', 'control the execution of orders'), ('run_campaign', 'prepare and announce an admission'), ('read_applications', 'read applications and other papers with personal data'), ('register_application', 'register applications and ask for what is missing'), ('check_application', 'check the points of applications against their proofs'), ('settle_check', 'decide where two checks of an application differ'), ('fill_sheet', 'fill in the own sheet for rewards'), ('nominate_teacher', 'nominate teachers'), ('verify_nomination', 'verify nominations and compute allocations'), ('read_nominations', 'read nominations and rewards with their sums'), ('certify_paper', 'certify what came on paper: signatures by hand, letters'), ('archive_paper', 'put papers into the archive'), ('attach_file', 'attach files to papers'), ('register_old_paper', 'enter an old paper with its old number'), ('make_remark', 'make remarks'), ('appoint_people', 'appoint people to roles'), ('set_up_district', 'set up the district: its units, seats, rules and registers')], 'verbose_name': 'unit', 'verbose_name_plural': 'units'},
        ),
        migrations.AddField(
            model_name='appointment',
            name='entered_at',
            field=models.DateTimeField(editable=False, null=True, verbose_name='entered'),
        ),
        migrations.AddField(
            model_name='person',
            name='district',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='people', to='governance.unit', verbose_name='district'),
        ),
        migrations.AddField(
            model_name='person',
            name='row_salt',
            field=models.CharField(default="", editable=False, max_length=32),
            preserve_default=False,
        ),
        migrations.RunPython(place_people, migrations.RunPython.noop),
        migrations.AlterField(
            model_name='appointment',
            name='entered_at',
            field=models.DateTimeField(editable=False, verbose_name='entered'),
        ),
        migrations.AlterField(
            model_name='person',
            name='district',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='people', to='governance.unit', verbose_name='district'),
        ),
        migrations.AlterField(
            model_name='task',
            name='right',
            field=models.CharField(blank=True, choices=[('read_papers', "read the unit's papers"), ('read_drafts', "read the unit's drafts"), ('draft_paper', 'draft plans and other papers for approval'), ('follow_plan', "follow the plan's execution"), ('publish_paper', 'publish papers'), ('agree_paper', 'agree to papers put up to the unit'), ('draft_contract', 'draft contracts'), ('sign_contract', 'sign contracts'), ('convene_meeting', 'convene a meeting'), ('preside_meeting', 'preside over a meeting'), ('keep_minutes', 'keep the minutes'), ('vote', 'vote'), ('sign_protocol_as_chair', 'sign the protocol as chair'), ('sign_protocol_as_secretary', 'sign the protocol as secretary'), ('certify_extract', 'certify and issue extracts'), ('draft_order', 'draft orders'), ('give_visa', 'give a visa on an order'), ('sign_order', 'sign orders'), ('control_order', 'control the execution of orders'), ('run_campaign', 'prepare and announce an admission'), ('read_applications', 'read applications and other papers with personal data'), ('register_application', 'register applications and ask for what is missing'), ('check_application', 'check the points of applications against their proofs'), ('settle_check', 'decide where two checks of an application differ'), ('fill_sheet', 'fill in the own sheet for rewards'), ('nominate_teacher', 'nominate teachers'), ('verify_nomination', 'verify nominations and compute allocations'), ('read_nominations', 'read nominations and rewards with their sums'), ('certify_paper', 'certify what came on paper: signatures by hand, letters'), ('archive_paper', 'put papers into the archive'), ('attach_file', 'attach files to papers'), ('register_old_paper', 'enter an old paper with its old number'), ('make_remark', 'make remarks'), ('appoint_people', 'appoint people to roles'), ('set_up_district', 'set up the district: its units, seats, rules and registers')], max_length=40),
        ),
        migrations.CreateModel(
            name='OrganisationEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('act', models.CharField(max_length=30)),
                ('capacity', models.CharField(blank=True, max_length=300)),
                ('since', models.DateField()),
                ('rows', models.JSONField(default=dict)),
                ('words_hash', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('previous', models.CharField(blank=True, max_length=64)),
                ('hash', models.CharField(max_length=64)),
                ('previous_signature', models.CharField(blank=True, max_length=88)),
                ('signature', models.CharField(max_length=88)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('appointment', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.appointment')),
                ('district', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='organisation_events', to='governance.unit')),
                ('held', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='events', to='governance.appointment')),
                ('paper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.document')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='governance.unit')),
            ],
            options={
                'verbose_name': 'event of the organisation',
                'verbose_name_plural': 'events of the organisation',
                'ordering': ['district_id', 'position'],
            },
        ),
        migrations.CreateModel(
            name='OrganisationWords',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('salt', models.CharField(max_length=32)),
                ('basis', models.CharField(max_length=300, verbose_name='basis')),
                ('changes', models.JSONField(default=dict)),
                ('event', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='words', to='governance.organisationevent')),
            ],
        ),
        migrations.AddIndex(
            model_name='organisationevent',
            index=models.Index(fields=['person', '-at'], name='organisation_person'),
        ),
        migrations.AddIndex(
            model_name='organisationevent',
            index=models.Index(fields=['unit', '-at'], name='organisation_unit'),
        ),
        migrations.AddConstraint(
            model_name='organisationevent',
            constraint=models.UniqueConstraint(fields=('district', 'position'), name='organisation_position_once'),
        ),
        migrations.RunPython(guard_history, migrations.RunPython.noop),
    ]
