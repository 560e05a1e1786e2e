"""The tables as 0001 to 0032 leave them, made at once: an empty database is ready in seconds.

A database that stands at one of those goes on by them. docs/decisions/0039-tables-made-at-once.md tells why both are kept.
"""

import secrets
import uuid
from decimal import Decimal

import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
import django_fsm
import viewflow.workflow.fields
import viewflow.workflow.token
from django.conf import settings
from django.db import migrations, models


class CreateTables(migrations.SeparateDatabaseAndState):
    """All tables in one step, whichever refers to which.

    An operation for each would have Django build its models anew after every one of them: a hundred times as long.
    """

    def __init__(self, tables):
        super().__init__(database_operations=tables, state_operations=tables)
        self.tables = tables

    def state_forwards(self, app_label, state):
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models(to_state, schema_editor):
            schema_editor.create_model(model)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for model in self.models(from_state, schema_editor):
            schema_editor.delete_model(model)

    def models(self, state, schema_editor):
        models = [state.apps.get_model("governance", table.name) for table in self.tables]
        return [model for model in models if self.allow_migrate_model(schema_editor.connection.alias, model)]


TABLES = [
    migrations.CreateModel(
        name="Document",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("kind", models.CharField(editable=False, max_length=20, verbose_name="kind")),
            ("code", models.CharField(editable=False, max_length=12, unique=True, verbose_name="check code")),
            ("title", models.CharField(max_length=500, verbose_name="title")),
            ("period", models.CharField(blank=True, max_length=9, verbose_name="numbering period")),
            ("sequence", models.PositiveIntegerField(null=True, verbose_name="number in sequence")),
            ("suffix", models.CharField(blank=True, max_length=10, verbose_name="suffix")),
            ("number", models.CharField(blank=True, max_length=40, verbose_name="number")),
            ("registered_on", models.DateField(null=True, verbose_name="date")),
            ("state", django_fsm.FSMField(default="draft", max_length=20, protected=True, verbose_name="state")),
            ("version", models.PositiveIntegerField(default=0, verbose_name="version")),
            ("revision", models.PositiveIntegerField(default=0, verbose_name="moves so far")),
            ("head", models.CharField(blank=True, max_length=64, verbose_name="hash of the last event")),
            ("created_at", models.DateTimeField(verbose_name="created")),
            ("changed_at", models.DateTimeField(verbose_name="changed")),
            ("published_at", models.DateTimeField(null=True, verbose_name="published")),
            ("search", models.TextField(default="", editable=False)),
            (
                "author",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="author"
                ),
            ),
            ("register", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="governance.register")),
            ("district", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit")),
            ("readers", models.ManyToManyField(editable=False, related_name="+", through="governance.Reader", to="governance.unit")),
            (
                "unit",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="governance.unit", verbose_name="unit"),
            ),
            ("row_salt", models.CharField(editable=False, max_length=32)),
            ("head_signature", models.CharField(blank=True, max_length=88, verbose_name="signature of the last event")),
        ],
        options={
            "verbose_name": "paper",
            "verbose_name_plural": "papers",
            "ordering": ["-changed_at", "-id"],
            "indexes": [
                models.Index(fields=["district", "kind", "state"], name="document_register"),
                models.Index(fields=["changed_at", "id"], name="document_changed"),
                models.Index(condition=models.Q(("published_at__isnull", False)), fields=["published_at", "id"], name="document_published"),
                models.Index(fields=["unit", "state"], name="document_unit"),
            ],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("sequence__isnull", False)),
                    fields=("register", "period", "sequence", "suffix"),
                    name="document_sequence_once",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("number", ""), _negated=True), fields=("register", "period", "number"), name="document_number_once"
                ),
                models.CheckConstraint(
                    condition=models.Q(("number", ""), ("registered_on__isnull", False), _connector="OR"), name="document_number_has_date"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "contract"), _negated=True),
                        models.Q(models.Q(("number", ""), _negated=True), ("state__in", ["in_force", "expired", "terminated", "archived"])),
                        models.Q(("number", ""), models.Q(("state__in", ["in_force", "expired", "terminated", "archived"]), _negated=True)),
                        _connector="OR",
                    ),
                    name="contract_numbered_in_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "amendment"), _negated=True),
                        models.Q(models.Q(("number", ""), _negated=True), ("state__in", ["in_force"])),
                        models.Q(("number", ""), models.Q(("state__in", ["in_force"]), _negated=True)),
                        _connector="OR",
                    ),
                    name="amendment_numbered_in_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "work_agreement"), _negated=True),
                        models.Q(models.Q(("number", ""), _negated=True), ("state__in", ["in_force", "ended"])),
                        models.Q(("number", ""), models.Q(("state__in", ["in_force", "ended"]), _negated=True)),
                        _connector="OR",
                    ),
                    name="work_agreement_numbered_in_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "order"), _negated=True),
                        models.Q(models.Q(("number", ""), _negated=True), ("state__in", ["signed", "executing", "done", "repealed", "annulled"])),
                        models.Q(("number", ""), models.Q(("state__in", ["signed", "executing", "done", "repealed", "annulled"]), _negated=True)),
                        _connector="OR",
                    ),
                    name="order_numbered_in_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "incoming"), _negated=True),
                        models.Q(models.Q(("number", ""), _negated=True), ("state__in", ["registered", "assigned", "done", "filed"])),
                        models.Q(("number", ""), models.Q(("state__in", ["registered", "assigned", "done", "filed"]), _negated=True)),
                        _connector="OR",
                    ),
                    name="incoming_numbered_in_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("kind", "protocol"), _negated=True),
                        models.Q(models.Q(("number", ""), _negated=True), ("state__in", ["signed", "archived"])),
                        models.Q(("state__in", ["signed", "archived"]), _negated=True),
                        _connector="OR",
                    ),
                    name="protocol_numbered_in_time",
                ),
            ],
        },
        bases=(django_fsm.ConcurrentTransitionMixin, models.Model),
    ),
    migrations.CreateModel(
        name="PlanSection",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveIntegerField(verbose_name="position")),
            ("title", models.TextField(blank=True, verbose_name="title")),
            ("plan", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sections", to="governance.plan")),
        ],
        options={"ordering": ["plan_id", "position", "id"]},
    ),
    migrations.CreateModel(
        name="Register",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("code", models.CharField(max_length=30, verbose_name="series")),
            ("title", models.CharField(max_length=200, verbose_name="title")),
            ("template", models.CharField(max_length=30, verbose_name="template")),
            (
                "reset",
                models.CharField(
                    choices=[("calendar", "every calendar year"), ("school", "every school year, from 1 September"), ("never", "never")],
                    default="calendar",
                    max_length=10,
                    verbose_name="starts anew",
                ),
            ),
            (
                "unit",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="registers", to="governance.unit", verbose_name="unit"),
            ),
            ("file", models.CharField(blank=True, max_length=30, verbose_name="file in the list of files")),
        ],
        options={
            "verbose_name": "register",
            "verbose_name_plural": "registers",
            "ordering": ["unit_id", "code"],
            "constraints": [models.UniqueConstraint(fields=("unit", "code"), name="register_once")],
        },
    ),
    migrations.CreateModel(
        name="Seat",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name", models.CharField(max_length=120, verbose_name="name")),
            ("position", models.PositiveSmallIntegerField(default=0, verbose_name="position")),
            ("since", models.DateField(verbose_name="since")),
            ("until", models.DateField(blank=True, null=True, verbose_name="until, inclusive")),
            (
                "represents",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="governance.unit",
                    verbose_name="represents",
                ),
            ),
            ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seats", to="governance.unit", verbose_name="body")),
            ("group", models.CharField(blank=True, max_length=60, verbose_name="group of members")),
        ],
        options={"verbose_name": "seat", "verbose_name_plural": "seats", "ordering": ["unit_id", "position", "id"]},
    ),
    migrations.CreateModel(
        name="Person",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("password", models.CharField(max_length=128, verbose_name="password")),
            ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
            (
                "is_superuser",
                models.BooleanField(
                    default=False,
                    help_text="Designates that this user has all permissions without explicitly assigning them.",
                    verbose_name="superuser status",
                ),
            ),
            ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
            ("surname", models.CharField(max_length=80, verbose_name="surname")),
            ("given", models.CharField(max_length=80, verbose_name="given name")),
            ("patronymic", models.CharField(blank=True, max_length=80, verbose_name="patronymic")),
            ("gender", models.CharField(blank=True, choices=[("male", "male"), ("female", "female")], max_length=6, verbose_name="gender")),
            ("forms", models.JSONField(blank=True, default=dict, verbose_name="case forms")),
            ("calendar_key", models.CharField(default=secrets.token_urlsafe, editable=False, max_length=43, unique=True)),
            ("is_active", models.BooleanField(default=True, verbose_name="active")),
            ("is_staff", models.BooleanField(default=False, verbose_name="may open the repair pages")),
            (
                "groups",
                models.ManyToManyField(
                    blank=True,
                    help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.group",
                    verbose_name="groups",
                ),
            ),
            (
                "user_permissions",
                models.ManyToManyField(
                    blank=True,
                    help_text="Specific permissions for this user.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.permission",
                    verbose_name="user permissions",
                ),
            ),
            (
                "district",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="people", to="governance.unit", verbose_name="district"),
            ),
            ("row_salt", models.CharField(editable=False, max_length=32)),
        ],
        options={"verbose_name": "person", "verbose_name_plural": "people", "ordering": ["surname", "given", "patronymic"]},
    ),
    migrations.CreateModel(
        name="Application",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("round", models.PositiveSmallIntegerField(default=1)),
            ("public_code", models.CharField(editable=False, max_length=6)),
            ("way", models.CharField(choices=[("online", "by the form on the site"), ("paper", "on paper")], default="online", max_length=10)),
            ("wishes", models.JSONField(default=list, verbose_name="wishes")),
            ("general_too", models.BooleanField(default=True, verbose_name="general class, if no profile")),
            ("submitted_at", models.DateTimeField(null=True)),
            ("email_confirmed_at", models.DateTimeField(null=True)),
            ("missing", models.TextField(blank=True, verbose_name="what is missing")),
            ("missing_until", models.DateField(null=True)),
            ("outcomes", models.JSONField(default=dict)),
            ("place", models.CharField(blank=True, max_length=60)),
            ("offered", models.CharField(blank=True, max_length=60)),
            ("offered_until", models.DateField(null=True)),
            ("turned_down", models.JSONField(default=list)),
            ("erased_at", models.DateTimeField(null=True)),
            (
                "decided_by_list",
                models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            ("enrolled_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            (
                "campaign",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="governance.campaign", verbose_name="admission"
                ),
            ),
            ("kept_until", models.DateField(editable=False)),
            ("place_since", models.DateField(null=True)),
        ],
        options={
            "abstract": False,
            "constraints": [
                models.UniqueConstraint(fields=("campaign", "public_code"), name="one_public_code_an_admission"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("offered", ""), ("offered_until", None)),
                        models.Q(models.Q(("offered", ""), _negated=True), ("offered_until__isnull", False)),
                        _connector="OR",
                    ),
                    name="application_offered_with_a_term",
                ),
                models.CheckConstraint(
                    condition=models.Q(("submitted_at__isnull", True), models.Q(("wishes", []), _negated=True), _connector="OR"),
                    name="application_registered_when_submitted",
                ),
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Campaign",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("year", models.PositiveSmallIntegerField(verbose_name="school year, from")),
            ("classes", models.JSONField(default=list, verbose_name="classes")),
            ("criteria", models.JSONField(default=dict, verbose_name="criteria")),
            ("circumstances", models.JSONField(default=list, verbose_name="circumstances")),
            (
                "consent_text",
                models.TextField(
                    default="Я, законный представитель обучающегося, даю образовательной организации, в которую подано заявление (далее — оператор), согласие на обработку моих персональных данных и персональных данных обучающегося, которого я представляю.\nЦель обработки: приём обучающегося в 10 класс, проведение индивидуального отбора, рассмотрение апелляций и зачисление.\nПеречень данных обучающегося: фамилия, имя, отчество, дата рождения, адрес места жительства и (или) пребывания, место обучения, язык образования и родной язык, сведения о праве на внеочередной, первоочередной или преимущественный приём и о потребности в обучении по адаптированной программе, отметки и результаты экзаменов, сведения о достижениях и обстоятельствах, дающих право на первоочередной приём, и документы, которые их подтверждают.\nПеречень моих данных: фамилия, имя, отчество, адрес места жительства и (или) пребывания, реквизиты документа, удостоверяющего личность, номер телефона, адрес электронной почты.\nДействия с данными: сбор, запись, систематизация, накопление, хранение, уточнение, использование, передача членам приёмной и апелляционной комиссий оператора, обезличивание, блокирование, удаление, уничтожение; с использованием средств автоматизации и без них.\nИтоги отбора публикуются только под кодом, без имён.\nСогласие может быть отозвано в любое время по личной ссылке заявления или письменно по адресу оператора. Отзыв согласия до зачисления прекращает рассмотрение заявления.\n",
                    verbose_name="text of the consent",
                ),
            ),
            ("rules_source", models.CharField(blank=True, max_length=300, verbose_name="where the commission's rules are written")),
            ("announced_by", models.DateField(null=True, verbose_name="announced by")),
            ("intake_from", models.DateField(null=True, verbose_name="intake from")),
            ("intake_until", models.DateField(null=True, verbose_name="intake until")),
            ("selection_on", models.DateField(null=True, verbose_name="selection on")),
            ("results_on", models.DateField(null=True, verbose_name="results published on")),
            ("appeals_until", models.DateField(null=True, verbose_name="appeals until")),
            ("round", models.PositiveSmallIntegerField(default=1, verbose_name="round")),
            ("closed_on", models.DateField(editable=False, null=True)),
            (
                "appeal_commission",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit"),
            ),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "commission",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit"),
            ),
            ("erasure_on", models.DateField(editable=False, null=True)),
            ("erasure_confirmed_at", models.DateTimeField(editable=False, null=True)),
        ],
        options={
            "ordering": ["-changed_at", "-id"],
            "abstract": False,
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("appeal_commission", None), ("approved_by", None), ("commission", None)),
                        models.Q(("appeal_commission__isnull", False), ("approved_by__isnull", False), ("commission__isnull", False)),
                        _connector="OR",
                    ),
                    name="campaign_approved_with_both_commissions",
                )
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="ContractForm",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("sections", models.JSONField(default=list, verbose_name="text")),
            ("legal_basis", models.JSONField(default=list, verbose_name="legal basis")),
            ("blanks", models.JSONField(default=list, verbose_name="blanks")),
            ("ends_on", models.DateField(null=True, verbose_name="last day")),
            ("notice_days", models.PositiveSmallIntegerField(default=30, verbose_name="days of notice")),
            (
                "matter",
                models.CharField(
                    choices=[("membership", "membership in the district"), ("network", "an educational programme in network form")],
                    default="membership",
                    max_length=10,
                    verbose_name="what is concluded",
                ),
            ),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Enrolment",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            ("campaign", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="governance.campaign")),
            ("rating", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="governance.rating")),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Meeting",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("held_at", models.DateTimeField(verbose_name="date and time")),
            ("place", models.CharField(max_length=200, verbose_name="place")),
            ("invited", models.TextField(blank=True, verbose_name="invited")),
            ("opened_at", models.DateTimeField(null=True, verbose_name="opened")),
            ("closed_at", models.DateTimeField(null=True, verbose_name="closed")),
            (
                "presiding",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat", verbose_name="presiding"
                ),
            ),
            ("regulation", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.regulation")),
            (
                "secretary",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="secretary"
                ),
            ),
            (
                "repeats",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="repeated_by",
                    to="governance.meeting",
                    verbose_name="called again after",
                ),
            ),
            ("secretary_elected", models.BooleanField(default=False)),
            (
                "form",
                models.CharField(
                    choices=[("in_person", "Sitting"), ("mixed", "Sitting with sheets of the absent"), ("absentee", "Absentee vote")],
                    default="in_person",
                    editable=False,
                    max_length=10,
                    verbose_name="form",
                ),
            ),
        ],
        options={
            "abstract": False,
            "indexes": [models.Index(fields=["held_at"], name="meeting_day")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        ("opened_at__isnull", True),
                        models.Q(("presiding__isnull", False), ("regulation__isnull", False), ("secretary__isnull", False)),
                        _connector="OR",
                    ),
                    name="meeting_opened_under_rules",
                )
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="OldPaper",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("of_kind", models.CharField(max_length=60, verbose_name="what paper it is")),
            ("series", models.CharField(max_length=30, verbose_name="series")),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Order",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            (
                "series",
                models.CharField(
                    choices=[("order", "of activity"), ("order_staff", "on staff"), ("order_pupils", "on pupils")],
                    default="order",
                    max_length=12,
                    verbose_name="series",
                ),
            ),
            ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
            ("preamble", models.TextField(blank=True, verbose_name="grounds and purpose, in words")),
            ("control_text", models.CharField(blank=True, max_length=500, verbose_name="control, in words")),
            (
                "control_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                    verbose_name="control",
                ),
            ),
            ("acts_from", models.DateField(blank=True, null=True, verbose_name="acts from")),
            (
                "amends",
                models.ForeignKey(
                    editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="governance.order"
                ),
            ),
            ("prepared_by", models.CharField(blank=True, max_length=200, verbose_name="executor of the paper, phone")),
        ],
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Plan",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("approved_on", models.DateField(editable=False, null=True, verbose_name="approved on")),
            ("period_start", models.DateField(blank=True, null=True, verbose_name="beginning of the period")),
            ("period_end", models.DateField(blank=True, null=True, verbose_name="end of the period")),
            ("aims", models.JSONField(blank=True, default=list, verbose_name="aims")),
            ("functions", models.JSONField(blank=True, default=list, verbose_name="functions")),
            ("members", models.JSONField(blank=True, default=list, verbose_name="members")),
            ("author_text", models.TextField(blank=True, verbose_name="worked out by")),
            ("doubts", models.JSONField(blank=True, default=list)),
            (
                "agreed_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "on_agenda",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "repealed_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
        ],
        options={
            "abstract": False,
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("repealed_by__isnull", True), ("approved_by__isnull", False), _connector="OR"),
                    name="plan_repealed_only_after_approval",
                ),
                models.CheckConstraint(
                    condition=models.Q(("on_agenda__isnull", True), ("agreed_by__isnull", True), _connector="OR"),
                    name="plan_agreed_is_off_the_agenda",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("period_end__isnull", True), ("period_start__isnull", True)),
                        models.Q(("period_end__isnull", False), ("period_start__isnull", False), ("period_start__lte", models.F("period_end"))),
                        _connector="OR",
                    ),
                    name="plan_period_whole_and_in_order",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("approved_by__isnull", True), ("approved_on__isnull", True)),
                        models.Q(("agreed_by__isnull", False), ("approved_by__isnull", False), ("approved_on__isnull", False)),
                        _connector="OR",
                    ),
                    name="plan_approved_by_order_on_a_day",
                ),
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Protocol",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            (
                "meeting",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="protocol", to="governance.meeting", verbose_name="meeting"
                ),
            ),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="StaffList",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="edition")),
            (
                "repealed_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="AgendaItem",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveSmallIntegerField(verbose_name="position")),
            ("title", models.CharField(max_length=500, verbose_name="question")),
            ("speaker", models.CharField(blank=True, max_length=500, verbose_name="speaker")),
            ("decision_draft", models.TextField(blank=True, verbose_name="draft decision")),
            ("effect_adopted", models.CharField(blank=True, max_length=20)),
            ("effect_declined", models.CharField(blank=True, max_length=20)),
            ("secret", models.BooleanField(default=False, verbose_name="secret vote")),
            ("off_agenda", models.BooleanField(default=False, verbose_name="taken up off the agenda")),
            ("left_reason", models.TextField(blank=True, verbose_name="left undecided, because")),
            (
                "subject",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document", verbose_name="paper"
                ),
            ),
            ("subject_version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.version")),
            ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="items", to="governance.meeting")),
            ("matter", models.CharField(blank=True, max_length=150, verbose_name="matter")),
            ("office", models.CharField(blank=True, choices=[("chair", "who presides"), ("secretary", "the secretary")], max_length=10)),
        ],
        options={
            "ordering": ["meeting_id", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("meeting", "position"), name="one_item_a_position"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("subject__isnull", True), ("subject_version__isnull", True)),
                        models.Q(("subject__isnull", False), ("subject_version__isnull", False)),
                        _connector="OR",
                    ),
                    name="item_decides_on_a_version",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Appointment",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "role",
                models.CharField(
                    choices=[
                        ("school_head", "school director"),
                        ("deputy_head", "deputy director"),
                        ("district_deputy", "deputy director for teaching work, responsible for the district"),
                        ("council_chair", "chair of the council"),
                        ("council_secretary", "secretary of the council"),
                        ("council_member", "member of the council"),
                        ("clerk", "clerk"),
                        ("methodical_chair", "chair of the methodical council"),
                        ("methodical_secretary", "secretary of the methodical council"),
                        ("methodist", "member of the methodical council"),
                        ("commission_chair", "chair of a commission"),
                        ("commission_secretary", "secretary of a commission"),
                        ("commission_member", "member of a commission"),
                        ("outside_head", "head of an outside body"),
                        ("teacher", "teacher"),
                        ("network_teacher", "network teacher"),
                        ("administrator", "network administrator"),
                        ("observer", "observer"),
                    ],
                    max_length=30,
                    verbose_name="role",
                ),
            ),
            ("since", models.DateField(verbose_name="since")),
            ("until", models.DateField(blank=True, null=True, verbose_name="until, inclusive")),
            ("basis", models.CharField(max_length=300, verbose_name="basis")),
            ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
            ("group", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="auth.group")),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to=settings.AUTH_USER_MODEL, verbose_name="person"
                ),
            ),
            (
                "stands_for",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="substitutes",
                    to="governance.appointment",
                    verbose_name="stands in for",
                ),
            ),
            (
                "seat",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="appointments",
                    to="governance.seat",
                    verbose_name="seat",
                ),
            ),
            (
                "unit",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="appointments", to="governance.unit", verbose_name="unit"
                ),
            ),
            ("entered_at", models.DateTimeField(editable=False, verbose_name="entered")),
        ],
        options={
            "verbose_name": "appointment",
            "verbose_name_plural": "appointments",
            "ordering": ["-since", "-id"],
            "indexes": [models.Index(fields=["person", "since", "until"], name="appointment_person_dates")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"), name="appointment_dates_in_order"
                ),
                models.CheckConstraint(condition=models.Q(("basis", ""), _negated=True), name="appointment_has_basis"),
                models.CheckConstraint(
                    condition=models.Q(("stands_for__isnull", True), ("until__isnull", False), _connector="OR"), name="acting_has_a_term"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Attachment",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name", models.CharField(max_length=200)),
            ("file", models.FileField(upload_to="papers/%Y/%m")),
            ("media_type", models.CharField(max_length=100)),
            ("size", models.PositiveIntegerField()),
            ("sha256", models.CharField(max_length=64)),
            ("added_at", models.DateTimeField()),
            ("erased_at", models.DateTimeField(null=True)),
            ("added_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="governance.document")),
        ],
        options={"ordering": ["added_at"]},
    ),
    migrations.CreateModel(
        name="Check",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("assigned_at", models.DateTimeField()),
            ("done_at", models.DateTimeField(null=True)),
            ("dropped_at", models.DateTimeField(null=True)),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("application", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="governance.application")),
        ],
        options={
            "ordering": ["application_id", "pk"],
            "constraints": [
                models.UniqueConstraint(condition=models.Q(("dropped_at", None)), fields=("application", "person"), name="one_check_a_member")
            ],
        },
    ),
    migrations.CreateModel(
        name="Claim",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("code", models.CharField(max_length=60)),
            ("value", models.DecimalField(decimal_places=4, max_digits=12)),
            ("note", models.CharField(blank=True, max_length=500, verbose_name="what confirms it")),
            ("settled", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
            ("settled_at", models.DateTimeField(null=True)),
            ("settled_reason", models.CharField(blank=True, max_length=1000)),
            ("is_circumstance", models.BooleanField(default=False)),
            ("proof", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.attachment")),
            ("settled_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("application", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="claims", to="governance.application")),
        ],
        options={
            "ordering": ["application_id", "is_circumstance", "pk"],
            "abstract": False,
            "constraints": [
                models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="claim_not_negative"),
                models.CheckConstraint(
                    condition=models.Q(("settled__isnull", True), ("settled__gte", 0), _connector="OR"), name="claim_settled_not_negative"
                ),
                models.UniqueConstraint(fields=("application", "code"), name="one_claim_a_criterion"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Event",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveIntegerField()),
            ("move", models.CharField(max_length=40)),
            ("from_state", models.CharField(blank=True, max_length=20)),
            ("to_state", models.CharField(max_length=20)),
            ("capacity", models.CharField(blank=True, max_length=300)),
            ("version", models.PositiveIntegerField(default=0)),
            ("version_hash", models.CharField(blank=True, max_length=64)),
            ("facts", models.JSONField(default=dict)),
            ("reason_hash", models.CharField(blank=True, max_length=64)),
            ("at", models.DateTimeField()),
            ("previous", models.CharField(blank=True, max_length=64)),
            ("hash", models.CharField(max_length=64)),
            ("actor", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("appointment", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            ("basis", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="events", to="governance.document")),
            ("rows", models.JSONField(default=dict)),
            ("previous_signature", models.CharField(blank=True, max_length=88)),
            ("signature", models.CharField(blank=True, max_length=88)),
        ],
        options={
            "verbose_name": "event",
            "verbose_name_plural": "events",
            "ordering": ["document_id", "position"],
            "indexes": [models.Index(fields=["actor", "-at"], name="event_actor")],
            "constraints": [models.UniqueConstraint(fields=("document", "position"), name="event_position_once")],
        },
    ),
    migrations.CreateModel(
        name="EventReason",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("salt", models.CharField(max_length=32)),
            ("text", models.TextField()),
            ("event", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="note", to="governance.event")),
        ],
    ),
    migrations.CreateModel(
        name="Involvement",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("why", models.CharField(max_length=30)),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="involvements", to="governance.document")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="involvements", to=settings.AUTH_USER_MODEL)),
        ],
        options={"constraints": [models.UniqueConstraint(fields=("document", "person", "why"), name="involvement_once")]},
    ),
    migrations.CreateModel(
        name="Notice",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("text", models.CharField(max_length=40)),
            ("facts", models.JSONField(default=dict)),
            ("created_at", models.DateTimeField()),
            ("read_at", models.DateTimeField(null=True)),
            ("document", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="notices", to="governance.document")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="notices", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "verbose_name": "notice",
            "verbose_name_plural": "notices",
            "ordering": ["-created_at", "-id"],
            "indexes": [models.Index(fields=["person", "read_at"], name="notice_unread")],
        },
    ),
    migrations.CreateModel(
        name="Opinion",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("stage", models.PositiveSmallIntegerField(default=1)),
            ("asked_at", models.DateTimeField(null=True)),
            ("due", models.DateField(null=True)),
            (
                "outcome",
                models.CharField(
                    blank=True, choices=[("consent", "agrees"), ("with_remarks", "agrees with remarks"), ("objection", "sends back")], max_length=15
                ),
            ),
            ("remark", models.TextField(blank=True)),
            ("given_at", models.DateTimeField(null=True)),
            ("letter", models.CharField(blank=True, max_length=200)),
            ("lapsed_at", models.DateTimeField(null=True)),
            ("appointment", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="governance.document")),
            ("person", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("scan", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.attachment")),
            ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit")),
            ("version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.version")),
            ("unit_name", models.CharField(blank=True, max_length=200)),
            ("name", models.CharField(blank=True, max_length=200)),
            ("capacity", models.CharField(blank=True, max_length=300)),
        ],
        options={
            "ordering": ["stage", "pk"],
            "constraints": [
                models.UniqueConstraint(condition=models.Q(("lapsed_at", None)), fields=("document", "unit"), name="one_live_opinion_a_unit"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("given_at", None), ("outcome", ""), ("person", None)),
                        models.Q(
                            ("given_at__isnull", False),
                            ("person__isnull", False),
                            ("version__isnull", False),
                            models.Q(("outcome", ""), _negated=True),
                        ),
                        _connector="OR",
                    ),
                    name="opinion_given_by_somebody_on_a_version",
                ),
                models.CheckConstraint(
                    condition=models.Q(("letter", ""), ("scan__isnull", False), _connector="OR"), name="opinion_by_letter_has_scan"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PlanRow",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveIntegerField(verbose_name="position")),
            ("number", models.TextField(blank=True, verbose_name="number")),
            ("text", models.TextField(blank=True, verbose_name="activity")),
            ("term_text", models.TextField(blank=True, verbose_name="term")),
            (
                "term_kind",
                models.CharField(
                    blank=True,
                    choices=[
                        ("month", "MONTH"),
                        ("range", "RANGE"),
                        ("day", "DAY"),
                        ("until", "UNTIL"),
                        ("always", "ALWAYS"),
                        ("year", "YEAR"),
                        ("given", "GIVEN"),
                    ],
                    max_length=10,
                ),
            ),
            ("term_start", models.DateField(blank=True, null=True, verbose_name="first day")),
            ("term_end", models.DateField(blank=True, null=True, verbose_name="last day")),
            ("executors_text", models.TextField(blank=True, verbose_name="executors")),
            ("executors", models.JSONField(blank=True, default=list)),
            ("doubts", models.JSONField(blank=True, default=list)),
            ("done_on", models.DateField(blank=True, null=True, verbose_name="done on")),
            ("done_note", models.TextField(blank=True, verbose_name="note on the execution")),
            ("moved_to", models.DateField(blank=True, null=True, verbose_name="moved to")),
            ("moved_reason", models.TextField(blank=True, verbose_name="why it was moved")),
            ("section", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="governance.plansection")),
            ("place", models.TextField(blank=True, verbose_name="where it takes place")),
        ],
        options={
            "ordering": ["section_id", "position", "id"],
            "indexes": [models.Index(django.db.models.functions.comparison.Coalesce("moved_to", "term_end"), name="plan_row_day")],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("term_end__isnull", True), ("term_kind", ""), ("term_start__isnull", True)),
                        models.Q(
                            models.Q(("term_kind", ""), _negated=True),
                            ("term_end__isnull", False),
                            ("term_start__isnull", False),
                            ("term_start__lte", models.F("term_end")),
                        ),
                        _connector="OR",
                    ),
                    name="plan_row_term_whole_and_in_order",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("moved_reason", ""), ("moved_to__isnull", True)),
                        models.Q(("moved_to__isnull", False), models.Q(("moved_reason", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="plan_row_moved_with_reason",
                ),
                models.CheckConstraint(
                    condition=models.Q(("done_note", ""), ("done_on__isnull", False), _connector="OR"), name="plan_row_note_only_when_done"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="PrivateLink",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("until", models.DateField()),
            ("document", models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="governance.document")),
        ],
        options={"constraints": [models.CheckConstraint(condition=models.Q(("digest", ""), _negated=True), name="private_link_has_digest")]},
    ),
    migrations.CreateModel(
        name="Process",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "status",
                models.CharField(
                    choices=[("CANCELED", "Canceled"), ("DONE", "Done"), ("NEW", "New")], default="NEW", max_length=50, verbose_name="Status"
                ),
            ),
            ("created", models.DateTimeField(default=django.utils.timezone.now, verbose_name="Created")),
            ("finished", models.DateTimeField(blank=True, null=True, verbose_name="Finished")),
            ("flow_class", models.CharField(max_length=100, verbose_name="flow")),
            ("part", models.CharField(blank=True, max_length=40)),
            ("version", models.CharField(max_length=10, verbose_name="version of the flow")),
            ("data", models.JSONField(blank=True, default=dict)),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            (
                "parent_task",
                models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.task"),
            ),
        ],
        options={
            "verbose_name": "process",
            "verbose_name_plural": "processes",
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("status__in", ["DONE", "CANCELED"]), _negated=True),
                    fields=("document", "flow_class", "part"),
                    name="one_live_process_a_paper_and_part",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Proposal",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("clause", models.CharField(max_length=8)),
            ("number", models.CharField(max_length=10)),
            ("ours", models.TextField()),
            ("theirs", models.TextField()),
            ("why", models.TextField(blank=True)),
            (
                "answer",
                models.CharField(
                    blank=True, choices=[("accepted", "accepted"), ("declined", "declined"), ("other", "settled by another wording")], max_length=10
                ),
            ),
            ("agreed", models.TextField(blank=True)),
            ("answered_at", models.DateTimeField(null=True)),
            ("answered_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("opinion", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="proposals", to="governance.opinion")),
            ("answered_name", models.CharField(blank=True, max_length=200)),
            ("answered_capacity", models.CharField(blank=True, max_length=300)),
        ],
        options={
            "ordering": ["opinion_id", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("opinion", "clause"), name="one_proposal_a_clause"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("answer", ""), ("answered_at", None), ("answered_by", None)),
                        models.Q(models.Q(("answer", ""), _negated=True), ("answered_at__isnull", False), ("answered_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="proposal_answered_by_somebody",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Proxy",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("basis", models.CharField(max_length=300, verbose_name="basis")),
            ("since", models.DateField(verbose_name="since")),
            ("until", models.DateField(verbose_name="until, inclusive")),
            ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="ended")),
            (
                "given_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="entered by"
                ),
            ),
            (
                "holder",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="proxies_held", to="governance.seat", verbose_name="votes for it"
                ),
            ),
            (
                "principal",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="proxies_given", to="governance.seat", verbose_name="seat"
                ),
            ),
        ],
        options={
            "verbose_name": "proxy",
            "verbose_name_plural": "proxies",
            "constraints": [
                models.CheckConstraint(condition=models.Q(("principal", models.F("holder")), _negated=True), name="proxy_not_to_self"),
                models.CheckConstraint(condition=models.Q(("until__gte", models.F("since"))), name="proxy_dates_in_order"),
                models.UniqueConstraint(condition=models.Q(("ended_at__isnull", True)), fields=("holder",), name="one_live_proxy_a_holder"),
                models.UniqueConstraint(condition=models.Q(("ended_at__isnull", True)), fields=("principal",), name="one_live_proxy_a_principal"),
            ],
        },
    ),
    migrations.CreateModel(
        name="RateLimitCounter",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("times", models.PositiveIntegerField(default=0)),
            ("until", models.DateTimeField(db_index=True)),
        ],
        options={"constraints": [models.CheckConstraint(condition=models.Q(("digest", ""), _negated=True), name="rate_limit_counter_has_digest")]},
    ),
    migrations.CreateModel(
        name="Remark",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("version", models.PositiveIntegerField()),
            ("place", models.CharField(blank=True, max_length=200)),
            ("text", models.TextField()),
            ("made_at", models.DateTimeField()),
            ("resolved_at", models.DateTimeField(null=True)),
            ("author", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="remarks", to="governance.document")),
        ],
        options={"ordering": ["made_at"]},
    ),
    migrations.CreateModel(
        name="Round",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("number", models.PositiveSmallIntegerField(verbose_name="number")),
            ("secret", models.BooleanField(verbose_name="secret vote")),
            ("rule", models.JSONField()),
            ("rule_source", models.CharField(max_length=400)),
            ("proxy_counts_for_quorum", models.BooleanField(default=True)),
            ("opened_at", models.DateTimeField()),
            ("closed_at", models.DateTimeField(null=True)),
            ("state", models.CharField(choices=[("open", "Open"), ("closed", "Closed"), ("annulled", "Annulled")], default="open", max_length=10)),
            ("annul_reason", models.TextField(blank=True)),
            ("outcome", models.JSONField(default=dict)),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="governance.agendaitem")),
            ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rounds", to="governance.meeting")),
            ("advisory", models.BooleanField(default=False)),
            ("established", models.PositiveSmallIntegerField(null=True)),
            ("matter", models.CharField(blank=True, max_length=150)),
            ("repeated", models.BooleanField(default=False)),
            ("candidate", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat")),
            ("poll", models.JSONField(null=True)),
        ],
        options={
            "ordering": ["item_id", "number"],
            "constraints": [
                models.UniqueConstraint(fields=("item", "number"), name="round_number_once"),
                models.UniqueConstraint(condition=models.Q(("state", "open")), fields=("meeting",), name="one_open_round_a_meeting"),
                models.CheckConstraint(
                    condition=models.Q(models.Q(("state", "closed"), _negated=True), ("closed_at__isnull", False), _connector="OR"),
                    name="round_closed_has_time",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("state", "annulled"), models.Q(("annul_reason", ""), _negated=True)),
                        models.Q(models.Q(("state", "annulled"), _negated=True), ("annul_reason", "")),
                        _connector="OR",
                    ),
                    name="round_annulled_has_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Roll",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("present", models.BooleanField()),
            ("recused", models.BooleanField(default=False)),
            ("appointment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("proxy", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.proxy")),
            ("round", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rolls", to="governance.round")),
            ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat")),
            ("group", models.CharField(blank=True, max_length=60)),
        ],
        options={
            "ordering": ["round_id", "seat__position", "seat_id"],
            "constraints": [
                models.UniqueConstraint(fields=("round", "seat"), name="seat_once_on_a_roll"),
                models.CheckConstraint(
                    condition=models.Q(("present", False), ("proxy__isnull", True), _connector="OR"), name="present_seat_has_no_proxy"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Recusal",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("reason", models.TextField()),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="recusals", to="governance.agendaitem")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("item", "seat"), name="one_recusal_a_seat_and_item"),
                models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="recusal_has_reason"),
            ]
        },
    ),
    migrations.CreateModel(
        name="DissentingOpinion",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("text", models.TextField()),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="dissents", to="governance.agendaitem")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat")),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("item", "seat"), name="one_dissent_a_seat_and_item"),
                models.CheckConstraint(condition=models.Q(("text", ""), _negated=True), name="dissent_has_text"),
            ]
        },
    ),
    migrations.CreateModel(
        name="Ballot",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("secret", models.BooleanField()),
            ("choice", models.CharField(blank=True, choices=[("for", "For"), ("against", "Against"), ("abstain", "Abstained")], max_length=10)),
            (
                "way",
                models.CharField(
                    choices=[
                        ("own", "from their own account"),
                        ("aloud", "aloud"),
                        ("paper", "on paper"),
                        ("proxy", "by proxy"),
                        ("issued", "paper ballot issued"),
                        ("sheet", "by sheet"),
                    ],
                    max_length=10,
                ),
            ),
            ("cast_at", models.DateTimeField()),
            ("cast_by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("round", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="ballots", to="governance.round")),
            ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat")),
            ("names", models.JSONField(null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("round", "seat"), name="one_ballot_a_seat_and_round"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("choice", ""), ("secret", True)),
                        models.Q(("choice__in", ["for", "against", "abstain"]), ("secret", False)),
                        _connector="OR",
                    ),
                    name="choice_exactly_when_not_secret",
                ),
                models.CheckConstraint(
                    condition=models.Q(("secret", False), ("way__in", ["own", "proxy", "issued"]), _connector="OR"),
                    name="secret_ballot_is_never_entered",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="SecretBallot",
        fields=[
            ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
            ("choice", models.CharField(choices=[("for", "For"), ("against", "Against"), ("abstain", "Abstained")], max_length=10)),
            ("round", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="urn", to="governance.round")),
            ("group", models.CharField(blank=True, max_length=60)),
            ("candidate", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.candidate")),
        ],
        options={
            "constraints": [models.CheckConstraint(condition=models.Q(("choice__in", ["for", "against", "abstain"])), name="urn_holds_choices")]
        },
    ),
    migrations.CreateModel(
        name="Task",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("flow_task_type", models.CharField(max_length=50, verbose_name="Type")),
            (
                "status",
                models.CharField(
                    choices=[
                        ("ASSIGNED", "Assigned"),
                        ("CANCELED", "Canceled"),
                        ("DONE", "Done"),
                        ("ERROR", "Error"),
                        ("NEW", "New"),
                        ("REVIVED", "Revived"),
                        ("SCHEDULED", "Scheduled"),
                        ("STARTED", "Started"),
                    ],
                    db_index=True,
                    default="NEW",
                    max_length=50,
                    verbose_name="Status",
                ),
            ),
            ("created", models.DateTimeField(db_index=True, default=django.utils.timezone.now, verbose_name="Created")),
            ("assigned", models.DateTimeField(blank=True, null=True, verbose_name="Assigned")),
            ("started", models.DateTimeField(blank=True, null=True, verbose_name="Started")),
            ("finished", models.DateTimeField(blank=True, null=True, verbose_name="Finished")),
            ("scheduled", models.DateTimeField(blank=True, db_index=True, null=True, verbose_name="Scheduled")),
            ("token", viewflow.workflow.fields.TokenField(default=viewflow.workflow.token.Token("start"), max_length=150, verbose_name="Token")),
            ("external_task_id", models.CharField(blank=True, db_index=True, max_length=50, null=True, verbose_name="External Task ID")),
            ("owner_permission", models.CharField(blank=True, max_length=255, null=True, verbose_name="Permission")),
            ("owner_permission_obj_pk", models.CharField(blank=True, max_length=255, null=True)),
            ("flow_task", models.CharField(max_length=200, verbose_name="step")),
            ("data", models.JSONField(blank=True, default=dict)),
            (
                "right",
                models.CharField(
                    blank=True,
                    choices=[
                        ("read_papers", "read the unit's papers"),
                        ("read_drafts", "read the unit's drafts"),
                        ("draft_paper", "draft plans and other papers for approval"),
                        ("follow_plan", "follow the plan's execution"),
                        ("publish_paper", "publish papers"),
                        ("agree_paper", "agree to papers put up to the unit"),
                        ("draft_contract", "draft contracts"),
                        ("sign_contract", "sign contracts"),
                        ("convene_meeting", "convene a meeting"),
                        ("preside_meeting", "preside over a meeting"),
                        ("keep_minutes", "keep the minutes"),
                        ("vote", "vote"),
                        ("sign_protocol_as_chair", "sign the protocol as chair"),
                        ("sign_protocol_as_secretary", "sign the protocol as secretary"),
                        ("certify_extract", "certify and issue extracts"),
                        ("draft_order", "draft orders"),
                        ("give_visa", "give a visa on an order"),
                        ("sign_order", "sign orders"),
                        ("control_order", "control the execution of orders"),
                        ("run_campaign", "prepare and announce an admission"),
                        ("read_applications", "read applications and other papers with personal data"),
                        ("register_application", "register applications and ask for what is missing"),
                        ("check_application", "check the points of applications against their proofs"),
                        ("settle_check", "decide where two checks of an application differ"),
                        ("fill_sheet", "fill in the own sheet for rewards"),
                        ("nominate_teacher", "nominate teachers"),
                        ("verify_nomination", "verify nominations and compute allocations"),
                        ("read_nominations", "read nominations and rewards with their sums"),
                        ("answer_as_employee", "answer the own employer: consents, own agreements"),
                        ("certify_paper", "certify what came on paper: signatures by hand, letters"),
                        ("archive_paper", "put papers into the archive"),
                        ("attach_file", "attach files to papers"),
                        ("register_old_paper", "enter an old paper with its old number"),
                        ("make_remark", "make remarks"),
                        ("appoint_people", "appoint people to roles"),
                        ("set_up_district", "set up the district: its units, seats, rules and registers"),
                    ],
                    max_length=40,
                ),
            ),
            ("due", models.DateField(blank=True, null=True, verbose_name="due")),
            (
                "owner",
                models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
            ),
            (
                "owner_permission_content_type",
                models.ForeignKey(
                    blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="contenttypes.contenttype"
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="tasks", to=settings.AUTH_USER_MODEL
                ),
            ),
            ("previous", models.ManyToManyField(related_name="leading", to="governance.task", verbose_name="Previous")),
            ("process", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, to="governance.process")),
            ("unit", models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit")),
        ],
        options={
            "verbose_name": "task",
            "verbose_name_plural": "tasks",
            "ordering": ["due", "id"],
            "indexes": [
                models.Index(condition=models.Q(("status", "NEW")), fields=["unit", "right"], name="task_queue"),
                models.Index(condition=models.Q(("status", "NEW")), fields=["person"], name="task_named"),
                models.Index(condition=models.Q(("status", "NEW")), fields=["due"], name="task_due"),
                models.Index(condition=models.Q(("flow_task_type", "HUMAN"), ("status", "DONE")), fields=["finished"], name="task_finished"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Unit",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("district", "district"),
                        ("school", "school"),
                        ("council", "council"),
                        ("commission", "commission"),
                        ("methodical_council", "methodical council"),
                        ("outside", "outside body"),
                    ],
                    max_length=20,
                    verbose_name="kind",
                ),
            ),
            ("name", models.CharField(max_length=200, verbose_name="name")),
            ("short_name", models.CharField(max_length=60, verbose_name="short name")),
            ("forms", models.JSONField(blank=True, default=dict, verbose_name="case forms")),
            ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
            ("address", models.CharField(blank=True, max_length=300, verbose_name="address")),
            ("requisites", models.TextField(blank=True, verbose_name="requisites")),
            ("is_base", models.BooleanField(default=False, verbose_name="base school")),
            ("has_senior_classes", models.BooleanField(default=False, verbose_name="has grades 10-11")),
            (
                "district",
                models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit"),
            ),
            (
                "parent",
                models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="children", to="governance.unit"),
            ),
            ("full_name", models.CharField(blank=True, max_length=500, verbose_name="full name by the charter")),
            ("tax_number", models.CharField(blank=True, max_length=10, verbose_name="ИНН")),
            ("state_number", models.CharField(blank=True, max_length=13, verbose_name="ОГРН")),
        ],
        options={
            "verbose_name": "unit",
            "verbose_name_plural": "units",
            "ordering": ["district_id", "kind", "id"],
            "permissions": [
                ("read_papers", "read the unit's papers"),
                ("read_drafts", "read the unit's drafts"),
                ("draft_paper", "draft plans and other papers for approval"),
                ("follow_plan", "follow the plan's execution"),
                ("publish_paper", "publish papers"),
                ("agree_paper", "agree to papers put up to the unit"),
                ("draft_contract", "draft contracts"),
                ("sign_contract", "sign contracts"),
                ("convene_meeting", "convene a meeting"),
                ("preside_meeting", "preside over a meeting"),
                ("keep_minutes", "keep the minutes"),
                ("vote", "vote"),
                ("sign_protocol_as_chair", "sign the protocol as chair"),
                ("sign_protocol_as_secretary", "sign the protocol as secretary"),
                ("certify_extract", "certify and issue extracts"),
                ("draft_order", "draft orders"),
                ("give_visa", "give a visa on an order"),
                ("sign_order", "sign orders"),
                ("control_order", "control the execution of orders"),
                ("run_campaign", "prepare and announce an admission"),
                ("read_applications", "read applications and other papers with personal data"),
                ("register_application", "register applications and ask for what is missing"),
                ("check_application", "check the points of applications against their proofs"),
                ("settle_check", "decide where two checks of an application differ"),
                ("fill_sheet", "fill in the own sheet for rewards"),
                ("nominate_teacher", "nominate teachers"),
                ("verify_nomination", "verify nominations and compute allocations"),
                ("read_nominations", "read nominations and rewards with their sums"),
                ("answer_as_employee", "answer the own employer: consents, own agreements"),
                ("certify_paper", "certify what came on paper: signatures by hand, letters"),
                ("archive_paper", "put papers into the archive"),
                ("attach_file", "attach files to papers"),
                ("register_old_paper", "enter an old paper with its old number"),
                ("make_remark", "make remarks"),
                ("appoint_people", "appoint people to roles"),
                ("set_up_district", "set up the district: its units, seats, rules and registers"),
            ],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("district__isnull", True), ("kind", "district")),
                        models.Q(models.Q(("kind", "district"), _negated=True), ("district__isnull", False)),
                        _connector="OR",
                    ),
                    name="unit_district_or_inside_one",
                ),
                models.UniqueConstraint(condition=models.Q(("is_base", True)), fields=("district",), name="one_base_school_a_district"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Regulation",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("since", models.DateField(verbose_name="since")),
            ("until", models.DateField(blank=True, null=True, verbose_name="until, inclusive")),
            ("source", models.CharField(max_length=300, verbose_name="where it is written")),
            ("rule", models.JSONField(verbose_name="rule")),
            ("allows_proxy", models.BooleanField(default=True, verbose_name="a member may vote by proxy")),
            ("proxy_counts_for_quorum", models.BooleanField(default=True, verbose_name="a represented seat counts for the quorum")),
            (
                "unit",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="regulations", to="governance.unit", verbose_name="body"),
            ),
            ("advisory", models.BooleanField(default=False, verbose_name="the decision is a recommendation")),
            ("clause", models.CharField(blank=True, max_length=60, verbose_name="clause")),
            ("elects_chair", models.BooleanField(default=False, verbose_name="the sitting elects who presides")),
            ("elects_secretary", models.BooleanField(default=False, verbose_name="the sitting elects its secretary")),
            ("established", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="established number")),
            (
                "paper",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="governance.document",
                    verbose_name="paper",
                ),
            ),
            ("suspension_days", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="the chair may suspend a decision for, days")),
        ],
        options={
            "verbose_name": "regulation",
            "verbose_name_plural": "regulations",
            "ordering": ["unit_id", "-since"],
            "constraints": [
                models.UniqueConstraint(fields=("unit", "since"), name="one_regulation_a_day_and_body"),
                models.CheckConstraint(
                    condition=models.Q(("established__isnull", True), ("established__gte", 1), _connector="OR"), name="established_at_least_one"
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("suspension_days__isnull", True), models.Q(("suspension_days__gte", 1), ("suspension_days__lte", 365)), _connector="OR"
                    ),
                    name="suspension_of_some_days",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Membership",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("since", models.DateField(verbose_name="since")),
            ("until", models.DateField(null=True, verbose_name="until, inclusive")),
            (
                "paper",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="governance.document", verbose_name="by the paper"
                ),
            ),
            (
                "school",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="memberships", to="governance.unit", verbose_name="school"
                ),
            ),
        ],
        options={
            "verbose_name": "membership",
            "verbose_name_plural": "memberships",
            "ordering": ["school_id", "since"],
            "constraints": [
                models.UniqueConstraint(fields=("school", "paper"), name="one_membership_a_school_and_paper"),
                models.CheckConstraint(
                    condition=models.Q(("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"), name="membership_dates_in_order"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ContractParty",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveSmallIntegerField()),
            ("represented_by", models.CharField(max_length=300, verbose_name="represented by, in the genitive")),
            ("basis", models.CharField(default="Устава", max_length=300, verbose_name="acting on the basis of, in the genitive")),
            ("leaves_on", models.DateField(null=True)),
            ("appointment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            ("paper", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="parties", to="governance.document")),
            ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit", verbose_name="school")),
        ],
        options={
            "ordering": ["paper_id", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("paper", "unit"), name="party_once"),
                models.UniqueConstraint(fields=("paper", "position"), name="party_position_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="UnitGroupPermission",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "content_object",
                models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="group_permissions", to="governance.unit"),
            ),
            ("group", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.group")),
            ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
        ],
        options={
            "verbose_name": "right of a role",
            "verbose_name_plural": "rights of roles",
            "abstract": False,
            "unique_together": {("group", "permission", "content_object")},
        },
    ),
    migrations.CreateModel(
        name="UnitUserPermission",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("content_object", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="user_permissions", to="governance.unit")),
            ("permission", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="auth.permission")),
            ("user", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "verbose_name": "right of a person",
            "verbose_name_plural": "rights of persons",
            "abstract": False,
            "unique_together": {("user", "permission", "content_object")},
        },
    ),
    migrations.CreateModel(
        name="Verdict",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("outcome", models.CharField(choices=[("accept", "Accept"), ("correct", "Correct"), ("reject", "Reject")], max_length=10)),
            ("value", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
            ("reason", models.CharField(blank=True, max_length=1000)),
            ("check_made", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="verdicts", to="governance.check")),
            ("claim", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="verdicts", to="governance.claim")),
        ],
        options={
            "ordering": ["claim_id", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("check_made", "claim"), name="one_verdict_a_claim_and_check"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("outcome", "reject"), ("value", None)),
                        models.Q(models.Q(("outcome", "reject"), _negated=True), ("value__isnull", False)),
                        _connector="OR",
                    ),
                    name="verdict_rejects_without_value",
                ),
                models.CheckConstraint(
                    condition=models.Q(("outcome", "accept"), models.Q(("reason", ""), _negated=True), _connector="OR"),
                    name="verdict_differs_with_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Version",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("number", models.PositiveIntegerField(verbose_name="number")),
            ("content", models.JSONField(verbose_name="content")),
            ("sha256", models.CharField(max_length=64)),
            ("created_at", models.DateTimeField(verbose_name="frozen")),
            ("author", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="governance.document")),
        ],
        options={"ordering": ["document_id", "number"], "constraints": [models.UniqueConstraint(fields=("document", "number"), name="version_once")]},
    ),
    migrations.CreateModel(
        name="Signature",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("place", models.CharField(max_length=30, verbose_name="place")),
            ("capacity", models.CharField(max_length=300)),
            ("way", models.CharField(choices=[("system", "confirmed in the system"), ("paper", "signed on paper")], default="system", max_length=10)),
            ("signed_at", models.DateTimeField()),
            ("signed_on", models.DateField(null=True)),
            ("sha256", models.CharField(max_length=64)),
            ("voided_at", models.DateTimeField(null=True)),
            ("appointment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            (
                "certified_by",
                models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment"),
            ),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="governance.document")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to=settings.AUTH_USER_MODEL)),
            ("scan", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.attachment")),
            ("version", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="signatures", to="governance.version")),
            ("name", models.CharField(max_length=200)),
            ("certificate", models.CharField(blank=True, max_length=600)),
            ("late_entry", models.CharField(blank=True, max_length=100)),
        ],
        options={
            "ordering": ["document_id", "signed_at"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("voided_at__isnull", True)), fields=("document", "version", "place"), name="one_signature_a_place_and_version"
                ),
                models.CheckConstraint(
                    condition=models.Q(("way", "system"), ("scan__isnull", False), _connector="OR"), name="paper_signature_has_scan"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Link",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("effect", models.CharField(max_length=20)),
            ("place", models.CharField(blank=True, max_length=20)),
            ("failure", models.TextField(blank=True)),
            ("carried_at", models.DateTimeField(null=True)),
            ("made_at", models.DateTimeField()),
            ("source", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="links_out", to="governance.document")),
            ("target", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="links_in", to="governance.document")),
            ("version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.version")),
        ],
        options={"constraints": [models.UniqueConstraint(fields=("source", "target", "effect", "place"), name="link_once")]},
    ),
    migrations.CreateModel(
        name="Allocation",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("edition", models.PositiveSmallIntegerField(default=1, verbose_name="edition")),
            ("rows", models.JSONField(default=list)),
            ("pools", models.JSONField(default=list)),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            ("corrects", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.allocation")),
            (
                "on_agenda",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "reward_period",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="allocations", to="governance.rewardperiod"),
            ),
        ],
        options={"constraints": [models.UniqueConstraint(fields=("reward_period", "edition"), name="one_allocation_an_edition")]},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Applicant",
        fields=[
            (
                "application",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    primary_key=True,
                    related_name="applicant",
                    serialize=False,
                    to="governance.application",
                ),
            ),
            ("surname", models.CharField(blank=True, max_length=80, verbose_name="pupil's surname")),
            ("given", models.CharField(blank=True, max_length=80, verbose_name="pupil's given name")),
            ("patronymic", models.CharField(blank=True, max_length=80, verbose_name="pupil's patronymic")),
            ("birth_date", models.DateField(blank=True, null=True, verbose_name="date of birth")),
            ("other_school", models.CharField(blank=True, max_length=200, verbose_name="another school")),
            ("parent", models.CharField(blank=True, max_length=200, verbose_name="parent, in full")),
            ("second_parent", models.CharField(blank=True, max_length=200, verbose_name="second parent, in full")),
            ("phone", models.CharField(blank=True, max_length=40, verbose_name="telephone")),
            ("email", models.EmailField(blank=True, max_length=254, verbose_name="e-mail")),
            ("fingerprint", models.CharField(blank=True, editable=False, max_length=64)),
            ("search", models.CharField(blank=True, editable=False, max_length=250)),
            ("salt", models.CharField(editable=False, max_length=32)),
            (
                "school",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="governance.unit",
                    verbose_name="present school",
                ),
            ),
            ("acquainted", models.BooleanField(default=False, verbose_name="has read the charter and the licence")),
            ("adapted", models.BooleanField(default=False, verbose_name="needs an adapted programme")),
            ("address", models.CharField(blank=True, max_length=300, verbose_name="pupil's address")),
            ("language", models.CharField(blank=True, max_length=60, verbose_name="language of education")),
            ("native_language", models.CharField(blank=True, max_length=60, verbose_name="native language to be learnt")),
            ("parent_address", models.CharField(blank=True, max_length=300, verbose_name="parent's address")),
            ("parent_document", models.CharField(blank=True, max_length=300, verbose_name="parent's identity document")),
            ("preference", models.CharField(blank=True, max_length=300, verbose_name="preferential right")),
        ],
        options={"indexes": [models.Index(fields=["fingerprint"], name="applicant_fingerprint")]},
    ),
    migrations.CreateModel(
        name="Appeal",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("text", models.TextField(verbose_name="what the parents object to")),
            ("corrections", models.JSONField(default=list)),
            ("salt", models.CharField(editable=False, max_length=32)),
            ("erased_at", models.DateTimeField(null=True)),
            (
                "decided_by_paper",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "on_agenda",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            ("application", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="appeals", to="governance.application")),
            ("kept_until", models.DateField(editable=False)),
        ],
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="ApprovedPaper",
        fields=[
            ("approved_on", models.DateField(editable=False, null=True, verbose_name="approved on")),
            ("sections", models.JSONField(blank=True, default=list, verbose_name="text")),
            ("rows", models.JSONField(blank=True, default=list, verbose_name="rows")),
            ("period_start", models.DateField(blank=True, null=True, verbose_name="beginning of the period")),
            ("period_end", models.DateField(blank=True, null=True, verbose_name="end of the period")),
            ("money", models.CharField(blank=True, max_length=500, verbose_name="source of the money")),
            ("author_text", models.CharField(blank=True, max_length=500, verbose_name="worked out by")),
            ("edition", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="edition")),
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            (
                "agreed_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "on_agenda",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "repealed_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "replaces",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
        ],
        options={
            "abstract": False,
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("repealed_by__isnull", True), ("approved_by__isnull", False), _connector="OR"),
                    name="approvedpaper_repealed_only_after_approval",
                ),
                models.CheckConstraint(
                    condition=models.Q(("on_agenda__isnull", True), ("agreed_by__isnull", True), _connector="OR"),
                    name="approvedpaper_agreed_is_off_the_agenda",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("approved_by__isnull", True), ("approved_on__isnull", True)),
                        models.Q(("approved_by__isnull", False), ("approved_on__isnull", False)),
                        _connector="OR",
                    ),
                    name="approvedpaper_approved_by_paper_on_a_day",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("period_end__isnull", True), ("period_start__isnull", True)),
                        models.Q(("period_end__isnull", False), ("period_start__isnull", False), ("period_start__lte", models.F("period_end"))),
                        _connector="OR",
                    ),
                    name="approvedpaper_period_whole_and_in_order",
                ),
                models.CheckConstraint(condition=models.Q(("edition__gte", 1)), name="approvedpaper_edition_counted_from_one"),
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(name="Curriculum", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(name="DistrictRegulation", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(name="Estimate", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(name="Profiles", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(name="Programme", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(name="Schedule", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(name="ThematicPlan", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(
        name="AwardList",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("with_money", models.BooleanField(verbose_name="with money")),
            ("allocation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="award_lists", to="governance.allocation")),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="CommissionMember",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("body", models.CharField(choices=[("selection", "admission commission"), ("appeal", "appeal commission")], max_length=10)),
            (
                "place",
                models.CharField(
                    choices=[("chair", "chair"), ("secretary", "secretary, without a vote"), ("member", "member")], default="member", max_length=10
                ),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("campaign", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="members", to="governance.campaign")),
        ],
        options={
            "ordering": ["campaign_id", "body", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("campaign", "person"), name="one_commission_a_person"),
                models.UniqueConstraint(
                    condition=models.Q(("place__in", ["chair", "secretary"])),
                    fields=("campaign", "body", "place"),
                    name="one_chair_and_secretary_a_commission",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Candidacy",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("load", models.JSONField(default=list, verbose_name="subjects")),
            ("training", models.CharField(blank=True, max_length=500, verbose_name="training in ICT")),
            ("since", models.DateField(verbose_name="first day")),
            ("until", models.DateField(verbose_name="last day")),
            (
                "appointed_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            ("employment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            (
                "on_agenda",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            ("replaces", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.candidacy")),
            (
                "supported_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "teacher",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="teacher"),
            ),
        ],
        options={"constraints": [models.CheckConstraint(condition=models.Q(("since__lte", models.F("until"))), name="candidacy_in_order")]},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Consent",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("text", models.TextField(verbose_name="text")),
            ("given_by", models.CharField(blank=True, max_length=200, verbose_name="given by")),
            ("about", models.CharField(blank=True, max_length=250, verbose_name="for the pupil")),
            ("on_paper", models.BooleanField(default=False)),
            ("salt", models.CharField(editable=False, max_length=32)),
            ("given_at", models.DateTimeField(null=True)),
            ("withdrawn_at", models.DateTimeField(null=True)),
            ("erased_at", models.DateTimeField(null=True)),
            ("application", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="consents", to="governance.application")),
            ("kept_until", models.DateField(editable=False)),
            ("address", models.CharField(blank=True, max_length=300, verbose_name="address of who gives it")),
            ("identity", models.CharField(blank=True, max_length=300, verbose_name="identity document of who gives it")),
            ("pupil_address", models.CharField(blank=True, max_length=300, verbose_name="pupil's address")),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Contract",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
            ("sections", models.JSONField(default=list, verbose_name="text")),
            ("in_force_since", models.DateField(editable=False, null=True, verbose_name="in force since")),
            ("legal_basis", models.JSONField(default=list, verbose_name="legal basis")),
            ("values", models.JSONField(default=dict, verbose_name="blanks")),
            ("starts_on", models.DateField(null=True, verbose_name="first day")),
            ("ends_on", models.DateField(null=True, verbose_name="last day")),
            ("notice_days", models.PositiveSmallIntegerField(default=30, verbose_name="days of notice")),
            (
                "ending",
                models.CharField(
                    choices=[("term", "by its term"), ("agreement", "by agreement of the parties"), ("notice", "by notice of a party")],
                    default="term",
                    max_length=10,
                ),
            ),
            ("ended_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            ("form_version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.version")),
            ("signed_version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.version")),
            (
                "matter",
                models.CharField(
                    choices=[("membership", "membership in the district"), ("network", "an educational programme in network form")],
                    default="membership",
                    max_length=10,
                    verbose_name="what is concluded",
                ),
            ),
        ],
        options={
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("starts_on", None), ("ends_on", None), ("ends_on__gte", models.F("starts_on")), _connector="OR"),
                    name="contract_dates_in_order",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("in_force_since", None), ("signed_version", None)),
                        models.Q(("in_force_since__isnull", False), ("signed_version__isnull", False)),
                        _connector="OR",
                    ),
                    name="contract_in_force_by_a_signed_version",
                ),
            ]
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Amendment",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("place", models.CharField(blank=True, max_length=100, verbose_name="place")),
            ("sections", models.JSONField(default=list, verbose_name="text")),
            ("in_force_since", models.DateField(editable=False, null=True, verbose_name="in force since")),
            (
                "purpose",
                models.CharField(choices=[("change", "changes the contract"), ("terminate", "ends the contract")], default="change", max_length=10),
            ),
            ("changes", models.JSONField(default=dict, verbose_name="new wordings")),
            ("new_ends_on", models.DateField(null=True, verbose_name="new last day")),
            ("contract", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="amendments", to="governance.contract")),
        ],
        options={
            "abstract": False,
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("purpose", "change"), ("new_ends_on__isnull", False), ("in_force_since", None), _connector="OR"),
                    name="amendment_that_ends_names_a_day",
                )
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="EnrolmentRow",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("offer", models.CharField(max_length=60)),
            ("applicant_digest", models.CharField(max_length=64)),
            (
                "application",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="enrolment_rows", to="governance.application"),
            ),
            ("enrolment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="governance.enrolment")),
            ("added_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            ("excluded_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            ("refused_on", models.DateField(null=True)),
        ],
        options={
            "ordering": ["enrolment_id", "offer", "pk"],
            "constraints": [models.UniqueConstraint(fields=("enrolment", "application"), name="one_enrolment_row_a_pupil")],
        },
    ),
    migrations.CreateModel(
        name="Attendance",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "status",
                models.CharField(
                    choices=[
                        ("present", "Present"),
                        ("late", "Came late"),
                        ("out", "Out for a question"),
                        ("left", "Left"),
                        ("absent", "Absent"),
                        ("excused", "Absent with an excuse"),
                    ],
                    max_length=10,
                ),
            ),
            ("arrived_at", models.DateTimeField(null=True)),
            ("left_at", models.DateTimeField(null=True)),
            ("reason", models.CharField(blank=True, max_length=300)),
            ("appointment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat")),
            ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="attendance", to="governance.meeting")),
            ("by_video", models.BooleanField(default=False)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("meeting", "seat"), name="one_attendance_a_seat"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("status__in", ["present", "late", "out", "left"]), _negated=True), ("arrived_at__isnull", False), _connector="OR"
                    ),
                    name="attendance_here_since",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Nomination",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("pool", models.CharField(max_length=60, verbose_name="category")),
            ("measure", models.CharField(blank=True, max_length=30, verbose_name="measure")),
            ("share", models.DecimalField(decimal_places=4, default=Decimal("1"), max_digits=5, verbose_name="share of the period")),
            ("experience", models.PositiveSmallIntegerField(null=True, verbose_name="years of experience")),
            ("category", models.CharField(blank=True, max_length=100, verbose_name="qualification category")),
            ("merit_summary", models.TextField(blank=True, verbose_name="merits, in words")),
            ("objection", models.TextField(blank=True, verbose_name="objection")),
            ("objection_until", models.DateField(editable=False, null=True)),
            ("allotted_points", models.DecimalField(decimal_places=6, editable=False, max_digits=14, null=True)),
            ("amount", models.DecimalField(decimal_places=2, editable=False, max_digits=12, null=True)),
            (
                "allotted_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            ("employment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            (
                "nominated_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit"),
            ),
            (
                "on_agenda",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "supported_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "teacher",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="teacher"),
            ),
            (
                "reward_period",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="nominations", to="governance.rewardperiod"),
            ),
            ("nominator", models.CharField(blank=True, editable=False, max_length=200)),
        ],
        options={
            "abstract": False,
            "constraints": [
                models.CheckConstraint(condition=models.Q(("share__gt", 0), ("share__lte", 1)), name="nomination_share_within_one"),
                models.CheckConstraint(
                    condition=models.Q(("amount", None), models.Q(("allotted_by__isnull", False), ("amount__gte", 0)), _connector="OR"),
                    name="nomination_amount_by_allocation",
                ),
                models.UniqueConstraint(fields=("reward_period", "teacher"), name="one_nomination_a_period"),
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Merit",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("code", models.CharField(max_length=60)),
            ("value", models.DecimalField(decimal_places=4, max_digits=12)),
            ("note", models.CharField(blank=True, max_length=500, verbose_name="what confirms it")),
            ("settled", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
            ("settled_at", models.DateTimeField(null=True)),
            ("settled_reason", models.CharField(blank=True, max_length=1000)),
            ("position", models.PositiveSmallIntegerField(default=1)),
            ("known_as", models.CharField(blank=True, editable=False, max_length=500)),
            ("proof", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.attachment")),
            ("settled_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("nomination", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="merits", to="governance.nomination")),
        ],
        options={
            "ordering": ["nomination_id", "position"],
            "abstract": False,
            "constraints": [
                models.CheckConstraint(condition=models.Q(("value__gte", 0)), name="merit_not_negative"),
                models.CheckConstraint(
                    condition=models.Q(("settled__isnull", True), ("settled__gte", 0), _connector="OR"), name="merit_settled_not_negative"
                ),
                models.UniqueConstraint(fields=("nomination", "position"), name="one_merit_a_line"),
            ],
        },
    ),
    migrations.CreateModel(
        name="AwardRow",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("measure", models.CharField(max_length=200)),
            ("amount", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
            ("was", models.DecimalField(decimal_places=2, max_digits=12, null=True)),
            ("award_list", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="governance.awardlist")),
            ("nomination", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="award_rows", to="governance.nomination")),
        ],
        options={
            "ordering": ["award_list_id", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("award_list", "nomination"), name="one_award_row_a_teacher"),
                models.CheckConstraint(condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"), name="award_not_negative"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Visa",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("asked_at", models.DateTimeField(verbose_name="asked")),
            ("given_at", models.DateTimeField(null=True, verbose_name="given")),
            (
                "outcome",
                models.CharField(
                    blank=True,
                    choices=[("agreed", "agreed"), ("with_remarks", "agreed with remarks"), ("refused", "refused")],
                    max_length=12,
                    verbose_name="outcome",
                ),
            ),
            ("remark", models.TextField(blank=True, verbose_name="remark")),
            ("lapsed_at", models.DateTimeField(null=True, verbose_name="lapsed")),
            ("appointment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            (
                "person",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="person"),
            ),
            ("version", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.version")),
            ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="visas", to="governance.order")),
            ("name", models.CharField(max_length=200)),
            ("capacity", models.CharField(max_length=300)),
        ],
        options={
            "ordering": ["order_id", "pk"],
            "constraints": [
                models.UniqueConstraint(condition=models.Q(("lapsed_at__isnull", True)), fields=("order", "person"), name="one_live_visa_a_person"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("given_at__isnull", True), ("outcome", ""), ("version__isnull", True)),
                        models.Q(models.Q(("outcome", ""), _negated=True), ("given_at__isnull", False), ("version__isnull", False)),
                        _connector="OR",
                    ),
                    name="visa_given_has_outcome_and_version",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="OrderPoint",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveSmallIntegerField()),
            ("number", models.CharField(max_length=12, verbose_name="number")),
            ("text", models.TextField(verbose_name="text")),
            ("executor_text", models.CharField(blank=True, max_length=300, verbose_name="position or other executor")),
            ("due", models.DateField(null=True, verbose_name="deadline")),
            ("moved_to", models.DateField(null=True, verbose_name="moved to")),
            ("done_at", models.DateTimeField(null=True, verbose_name="done")),
            ("done_note", models.TextField(blank=True, verbose_name="how it was carried out")),
            ("done_by", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            (
                "executor",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="executor"
                ),
            ),
            ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="points", to="governance.order")),
            ("lapsed_at", models.DateTimeField(null=True, verbose_name="taken out")),
        ],
        options={
            "ordering": ["order_id", "position"],
            "indexes": [models.Index(django.db.models.functions.comparison.Coalesce("moved_to", "due"), name="order_point_day")],
            "constraints": [
                models.UniqueConstraint(fields=("order", "number"), name="order_point_once"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("done_at__isnull", True), ("done_by__isnull", True)),
                        models.Q(("done_at__isnull", False), ("done_by__isnull", False)),
                        _connector="OR",
                    ),
                    name="order_point_done_by_somebody",
                ),
                models.CheckConstraint(
                    condition=models.Q(("moved_to__isnull", True), ("due__isnull", False), _connector="OR"), name="order_point_moved_has_due"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Acquaintance",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("asked_at", models.DateTimeField(null=True, verbose_name="asked")),
            ("confirmed_at", models.DateTimeField(null=True, verbose_name="confirmed")),
            (
                "person",
                models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="person"),
            ),
            ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="acquaintances", to="governance.order")),
            ("name", models.CharField(max_length=200)),
            ("excuse", models.CharField(blank=True, max_length=300, verbose_name="why it was not read")),
            ("excused_at", models.DateTimeField(null=True, verbose_name="named as not having read")),
        ],
        options={
            "ordering": ["order_id", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("order", "person"), name="one_acquaintance_a_person"),
                models.CheckConstraint(
                    condition=models.Q(("confirmed_at__isnull", True), ("asked_at__lte", models.F("confirmed_at")), _connector="OR"),
                    name="acquaintance_confirmed_after_asked",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("excuse", ""), ("excused_at__isnull", True)),
                        models.Q(models.Q(("excuse", ""), _negated=True), ("asked_at__isnull", False), ("excused_at__isnull", False)),
                        _connector="OR",
                    ),
                    name="acquaintance_excused_with_a_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="ProtocolEntry",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("heard", models.TextField(blank=True, verbose_name="heard")),
            ("spoke", models.TextField(blank=True, verbose_name="spoke")),
            ("decided", models.TextField(blank=True, verbose_name="decided")),
            ("item", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="entry", to="governance.agendaitem")),
            ("protocol", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="governance.protocol")),
            ("motion", models.CharField(blank=True, max_length=1000, verbose_name="put to the vote")),
        ],
        options={"ordering": ["item__position"]},
    ),
    migrations.CreateModel(
        name="Extract",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("issued_to", models.CharField(blank=True, max_length=500, verbose_name="issued to")),
            ("issued_on", models.DateField(null=True, verbose_name="issued on")),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="extracts", to="governance.agendaitem")),
            ("protocol", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="extracts", to="governance.protocol")),
        ],
        options={
            "ordering": ["-changed_at", "-id"],
            "abstract": False,
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("issued_on__isnull", True), ("issued_to", "")),
                        models.Q(models.Q(("issued_to", ""), _negated=True), ("issued_on__isnull", False)),
                        _connector="OR",
                    ),
                    name="extract_issued_to_somebody_on_a_day",
                )
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Rating",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("edition", models.PositiveSmallIntegerField(verbose_name="edition")),
            ("round", models.PositiveSmallIntegerField(default=1)),
            ("lists", models.JSONField(default=list)),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "campaign",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="ratings", to="governance.campaign", verbose_name="admission"
                ),
            ),
            (
                "on_agenda",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "repealed_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            ("appeals_until", models.DateField(editable=False, null=True)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("campaign", "edition"), name="one_rating_an_edition"),
                models.CheckConstraint(
                    condition=models.Q(("repealed_by__isnull", True), ("approved_by__isnull", False), _connector="OR"),
                    name="rating_replaced_after_adoption",
                ),
            ]
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="RewardPeriod",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("starts_on", models.DateField(verbose_name="first day")),
            ("ends_on", models.DateField(verbose_name="last day")),
            ("sheets_until", models.DateField(verbose_name="sheets are taken until")),
            ("pools", models.JSONField(default=list, verbose_name="pools")),
            (
                "rounding",
                models.CharField(
                    choices=[("down_rouble", "down to the rouble"), ("down_kopeck", "down to the kopeck")], default="down_rouble", max_length=12
                ),
            ),
            ("cap", models.DecimalField(decimal_places=2, max_digits=12, null=True, verbose_name="at most for one person")),
            ("totals", models.JSONField(default=list)),
            (
                "estimate",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document", verbose_name="estimate"
                ),
            ),
            (
                "system",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="periods",
                    to="governance.rewardsystem",
                    verbose_name="system of rewards",
                ),
            ),
        ],
        options={
            "ordering": ["-changed_at", "-id"],
            "abstract": False,
            "constraints": [
                models.CheckConstraint(condition=models.Q(("starts_on__lte", models.F("ends_on"))), name="reward_period_in_order"),
                models.CheckConstraint(condition=models.Q(("cap", None), ("cap__gt", 0), _connector="OR"), name="reward_cap_above_zero"),
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="RewardSystem",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("criteria", models.JSONField(default=dict, verbose_name="criteria")),
            ("measures", models.JSONField(default=list, verbose_name="measures")),
            ("objection_days", models.PositiveSmallIntegerField(default=5, verbose_name="days to object")),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "on_agenda",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "repealed_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
        ],
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="StaffRow",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("is_new", models.BooleanField()),
            ("candidacy", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="staff_rows", to="governance.candidacy")),
            ("staff_list", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="governance.stafflist")),
        ],
        options={
            "ordering": ["staff_list_id", "pk"],
            "constraints": [models.UniqueConstraint(fields=("staff_list", "candidacy"), name="one_staff_row_a_candidacy")],
        },
    ),
    migrations.CreateModel(
        name="Conflict",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("declared_at", models.DateTimeField()),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to="governance.document")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="conflicts", to=settings.AUTH_USER_MODEL)),
        ],
        options={"constraints": [models.UniqueConstraint(fields=("document", "person"), name="one_conflict_a_person_and_paper")]},
    ),
    migrations.CreateModel(
        name="Reader",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="governance.document")),
            ("unit", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="governance.unit")),
        ],
        options={"db_table": "governance_document_readers", "unique_together": {("document", "unit")}},
    ),
    migrations.CreateModel(
        name="CacheEntry",
        fields=[
            ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
            ("value", models.TextField()),
            ("expires", models.DateTimeField(db_index=True)),
        ],
    ),
    migrations.CreateModel(
        name="OutboxLetter",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("key", models.UUIDField(default=uuid.uuid4, unique=True)),
            ("content", models.TextField(blank=True)),
            (
                "status",
                models.CharField(
                    choices=[
                        ("waiting", "Waiting"),
                        ("leaving", "Being sent"),
                        ("sent", "Sent"),
                        ("failed", "Not sent"),
                        ("in_doubt", "Not known whether it was sent"),
                        ("erased", "Erased before it was sent"),
                    ],
                    default="waiting",
                    max_length=10,
                ),
            ),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("written_at", models.DateTimeField(default=django.utils.timezone.now)),
            ("next_try", models.DateTimeField(default=django.utils.timezone.now)),
            ("tried_at", models.DateTimeField(null=True)),
            ("failure", models.CharField(blank=True, max_length=20)),
            ("district", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit")),
            ("document", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            ("person", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "indexes": [
                models.Index(condition=models.Q(("status", "waiting")), fields=["next_try"], name="letter_due"),
                models.Index(condition=models.Q(("status__in", ("failed", "in_doubt"))), fields=["district"], name="letter_unsent"),
            ]
        },
    ),
    migrations.CreateModel(
        name="InnerNode",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("height", models.PositiveSmallIntegerField()),
            ("index", models.PositiveBigIntegerField()),
            ("hash", models.CharField(max_length=64)),
            ("district", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit")),
        ],
        options={
            "verbose_name": "node of the log",
            "verbose_name_plural": "nodes of the log",
            "constraints": [models.UniqueConstraint(fields=("district", "height", "index"), name="inner_node_once")],
        },
    ),
    migrations.CreateModel(
        name="Leaf",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveBigIntegerField()),
            ("source", models.CharField(max_length=40)),
            ("event", models.BigIntegerField()),
            ("chain", models.CharField(max_length=40)),
            ("place", models.PositiveIntegerField()),
            ("hash", models.CharField(max_length=64)),
            ("district", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit")),
        ],
        options={
            "verbose_name": "leaf of the log",
            "verbose_name_plural": "leaves of the log",
            "constraints": [
                models.UniqueConstraint(fields=("district", "position"), name="leaf_position_once"),
                models.UniqueConstraint(fields=("source", "event"), name="leaf_event_once"),
                models.UniqueConstraint(fields=("source", "chain", "place"), name="leaf_place_once"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Seal",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("size", models.PositiveBigIntegerField()),
            ("note", models.TextField()),
            ("district", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="seals", to="governance.unit")),
        ],
        options={
            "verbose_name": "seal",
            "verbose_name_plural": "seals",
            "ordering": ["district_id", "size"],
            "constraints": [models.UniqueConstraint(fields=("district", "size"), name="seal_size_once")],
        },
    ),
    migrations.CreateModel(
        name="EntryPass",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "purpose",
                models.CharField(
                    choices=[("invitation", "invitation by letter"), ("reset", "letter to choose a new password"), ("slip", "printed slip")],
                    max_length=10,
                ),
            ),
            ("digest", models.CharField(max_length=64, unique=True)),
            ("given_at", models.DateTimeField()),
            ("until", models.DateTimeField()),
            ("used_at", models.DateTimeField(null=True)),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="entry_passes", to=settings.AUTH_USER_MODEL)),
        ],
        options={"constraints": [models.CheckConstraint(condition=models.Q(("digest", ""), _negated=True), name="entry_pass_has_digest")]},
    ),
    migrations.CreateModel(
        name="KnownDevice",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("digest", models.CharField(max_length=64)),
            ("used_at", models.DateTimeField()),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("person", "digest"), name="device_known_once"),
                models.CheckConstraint(condition=models.Q(("digest", ""), _negated=True), name="device_has_digest"),
            ]
        },
    ),
    migrations.CreateModel(
        name="DayRun",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("day", models.DateField()),
            ("started_at", models.DateTimeField()),
            ("finished_at", models.DateTimeField(null=True)),
            ("done", models.JSONField(default=dict)),
            ("failed", models.JSONField(default=dict)),
        ],
        options={"indexes": [models.Index(fields=["day"], name="day_run")]},
    ),
    migrations.CreateModel(
        name="DistrictRecord",
        fields=[
            (
                "district",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    primary_key=True,
                    related_name="organisation_record",
                    serialize=False,
                    to="governance.unit",
                ),
            ),
            ("position", models.PositiveIntegerField(default=0)),
            ("head", models.CharField(blank=True, max_length=64)),
            ("head_signature", models.CharField(blank=True, max_length=88)),
            ("row_salt", models.CharField(editable=False, max_length=32)),
        ],
        options={"verbose_name": "record of the organisation", "verbose_name_plural": "records of the organisation"},
    ),
    migrations.CreateModel(
        name="OrganisationEvent",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveIntegerField()),
            ("act", models.CharField(max_length=30)),
            ("capacity", models.CharField(blank=True, max_length=300)),
            ("since", models.DateField()),
            ("rows", models.JSONField(default=dict)),
            ("words_hash", models.CharField(max_length=64)),
            ("at", models.DateTimeField()),
            ("previous", models.CharField(blank=True, max_length=64)),
            ("hash", models.CharField(max_length=64)),
            ("previous_signature", models.CharField(blank=True, max_length=88)),
            ("signature", models.CharField(max_length=88)),
            ("actor", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("appointment", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            ("district", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="organisation_events", to="governance.unit")),
            ("held", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="events", to="governance.appointment")),
            ("paper", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            ("person", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("unit", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit")),
        ],
        options={
            "verbose_name": "event of the organisation",
            "verbose_name_plural": "events of the organisation",
            "ordering": ["district_id", "position"],
            "indexes": [
                models.Index(fields=["person", "-at"], name="organisation_person"),
                models.Index(fields=["unit", "-at"], name="organisation_unit"),
            ],
            "constraints": [models.UniqueConstraint(fields=("district", "position"), name="organisation_position_once")],
        },
    ),
    migrations.CreateModel(
        name="OrganisationWords",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("salt", models.CharField(max_length=32)),
            ("basis", models.CharField(max_length=300, verbose_name="basis")),
            ("changes", models.JSONField(default=dict)),
            ("event", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="words", to="governance.organisationevent")),
        ],
    ),
    migrations.CreateModel(
        name="VersionText",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("words", models.JSONField()),
            ("unit_name", models.CharField(max_length=200)),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            ("version", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="text", to="governance.version")),
        ],
        options={"verbose_name": "words of a version", "verbose_name_plural": "words of versions"},
    ),
    migrations.CreateModel(
        name="PasskeyTouch",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("move", models.CharField(max_length=40)),
            ("sha256", models.CharField(max_length=64)),
            ("nonce", models.CharField(max_length=32, unique=True)),
            ("site", models.CharField(max_length=253)),
            ("key", models.TextField()),
            ("response", models.JSONField()),
            ("made_at", models.DateTimeField()),
            ("document", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="touches", to="governance.document")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
        ],
        options={"verbose_name": "confirmation by passkey", "ordering": ["document_id", "made_at"]},
    ),
    migrations.CreateModel(
        name="PrintEntry",
        fields=[
            ("cache_key", models.CharField(max_length=255, primary_key=True, serialize=False)),
            ("value", models.TextField()),
            ("expires", models.DateTimeField(db_index=True)),
        ],
        options={"abstract": False},
    ),
    migrations.CreateModel(
        name="DistrictSetting",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name", models.CharField(max_length=60, verbose_name="setting")),
            ("since", models.DateField(verbose_name="since")),
            ("value", models.JSONField(verbose_name="value")),
            ("basis", models.CharField(max_length=300, verbose_name="basis")),
            (
                "district",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT, related_name="settings", to="governance.unit", verbose_name="district"
                ),
            ),
        ],
        options={
            "verbose_name": "setting of the district",
            "verbose_name_plural": "settings of the district",
            "ordering": ["district_id", "name", "since", "id"],
            "indexes": [models.Index(fields=["district", "name"], name="settings_of_a_district")],
        },
    ),
    migrations.CreateModel(
        name="DecidingRule",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("rule", models.JSONField(verbose_name="rule")),
            ("advisory", models.BooleanField(default=False, verbose_name="the decision is a recommendation")),
            ("position", models.PositiveSmallIntegerField(verbose_name="position")),
            ("matter", models.CharField(max_length=150, verbose_name="matter")),
            ("kinds", models.JSONField(blank=True, default=list, verbose_name="kinds of paper")),
            ("clause", models.CharField(blank=True, max_length=60, verbose_name="clause")),
            ("regulation", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="matters", to="governance.regulation")),
        ],
        options={
            "verbose_name": "deciding rule",
            "verbose_name_plural": "deciding rules",
            "ordering": ["regulation_id", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("regulation", "matter"), name="matter_once_a_regulation"),
                models.UniqueConstraint(fields=("regulation", "position"), name="deciding_rule_position_once"),
                models.CheckConstraint(condition=models.Q(("matter", ""), _negated=True), name="matter_has_a_name"),
            ],
        },
    ),
    migrations.CreateModel(
        name="Suspension",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("since", models.DateField()),
            ("until", models.DateField(verbose_name="until, inclusive")),
            ("reason", models.TextField()),
            ("ended_on", models.DateField(null=True)),
            (
                "ended",
                models.CharField(
                    blank=True,
                    choices=[("lifted", "lifted by the chair"), ("term", "its term is over"), ("new_vote", "the body decides anew")],
                    max_length=10,
                ),
            ),
            ("end_reason", models.TextField(blank=True)),
            ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="suspensions", to="governance.agendaitem")),
            ("protocol", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="suspensions", to="governance.protocol")),
        ],
        options={
            "ordering": ["item__position", "pk"],
            "constraints": [
                models.UniqueConstraint(condition=models.Q(("ended_on__isnull", True)), fields=("item",), name="one_suspension_a_decision"),
                models.CheckConstraint(condition=models.Q(("reason", ""), _negated=True), name="suspension_has_reason"),
                models.CheckConstraint(condition=models.Q(("until__gte", models.F("since"))), name="suspension_in_order"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("ended", ""), ("ended_on__isnull", True)),
                        models.Q(("ended_on__isnull", False), models.Q(("ended", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="suspension_ended_somehow",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Candidate",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveSmallIntegerField()),
            ("put_up_by", models.CharField(blank=True, max_length=300)),
            (
                "consent",
                models.CharField(
                    choices=[
                        ("asked", "consent awaited"),
                        ("system", "consented in the system"),
                        ("paper", "consented on paper or aloud"),
                        ("refused", "has not consented"),
                    ],
                    default="asked",
                    max_length=10,
                ),
            ),
            ("consent_paper", models.CharField(blank=True, max_length=300)),
            ("withdrawn_because", models.CharField(blank=True, max_length=300)),
            ("withdrawn_at", models.DateTimeField(null=True)),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("election", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="candidates", to="governance.election")),
        ],
        options={
            "ordering": ["election_id", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("election", "person"), name="candidate_once_an_election"),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("consent", "paper"), _negated=True), models.Q(("consent_paper", ""), _negated=True), _connector="OR"
                    ),
                    name="candidate_consent_on_paper_names_it",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                        models.Q(("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)),
                        _connector="OR",
                    ),
                    name="candidate_withdraws_with_a_reason",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CountingProtocol",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("position", models.PositiveSmallIntegerField(verbose_name="number")),
            ("vote", models.JSONField(null=True)),
            (
                "round",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT, related_name="counting", to="governance.round", verbose_name="vote"
                ),
            ),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="Election",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "office",
                models.CharField(
                    choices=[
                        ("chair", "chair"),
                        ("deputy", "deputy chair"),
                        ("secretary", "secretary"),
                        ("member", "member"),
                        ("delegate", "delegate"),
                    ],
                    max_length=10,
                    verbose_name="office",
                ),
            ),
            ("detail", models.CharField(blank=True, max_length=100, verbose_name="addition to the name of the office")),
            ("posts", models.PositiveSmallIntegerField(default=1, verbose_name="posts")),
            (
                "among",
                models.CharField(
                    choices=[
                        ("all", "anybody of the district"),
                        ("members", "the members of the body"),
                        ("group", "the members of one group"),
                        ("named", "only those named when the question is put on the agenda"),
                    ],
                    default="members",
                    max_length=10,
                    verbose_name="from whom",
                ),
            ),
            ("group", models.CharField(blank=True, max_length=60, verbose_name="group of members")),
            (
                "winning",
                models.CharField(
                    choices=[
                        ("body", "who reaches the majority by which the body decides"),
                        ("present", "more than half of those present"),
                        ("ballots", "more than half of the valid ballots"),
                        ("roster", "more than half of the whole roster"),
                        ("two_thirds", "at least two thirds of the whole roster"),
                        ("most", "who has the most votes"),
                    ],
                    default="body",
                    max_length=10,
                    verbose_name="elected is",
                ),
            ),
            ("replaces", models.BooleanField(default=True, verbose_name="those who hold it now leave")),
            ("since", models.DateField(null=True, verbose_name="from")),
            ("until", models.DateField(null=True, verbose_name="until, inclusive")),
            ("item", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="election", to="governance.agendaitem")),
            ("unit", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit", verbose_name="where")),
        ],
        options={
            "constraints": [
                models.CheckConstraint(condition=models.Q(("posts__gte", 1)), name="election_has_posts"),
                models.CheckConstraint(
                    condition=models.Q(("since__isnull", True), ("until__isnull", True), ("until__gte", models.F("since")), _connector="OR"),
                    name="election_dates_in_order",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("among", "group"), models.Q(("group", ""), _negated=True)),
                        models.Q(models.Q(("among", "group"), _negated=True), ("group", "")),
                        _connector="OR",
                    ),
                    name="election_names_its_group",
                ),
            ]
        },
    ),
    migrations.CreateModel(
        name="Teller",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveSmallIntegerField()),
            ("leads", models.BooleanField()),
            ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="tellers", to="governance.meeting")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
        ],
        options={
            "ordering": ["meeting_id", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("meeting", "person"), name="teller_once_a_meeting"),
                models.UniqueConstraint(condition=models.Q(("leads", True)), fields=("meeting",), name="one_teller_leads_a_commission"),
            ],
        },
    ),
    migrations.CreateModel(
        name="SchoolList",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("released", models.JSONField(default=list, editable=False)),
            (
                "approved_by",
                models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document"),
            ),
            (
                "staff_list",
                models.ForeignKey(
                    editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="school_lists", to="governance.stafflist"
                ),
            ),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="WorkAgreement",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("contract_number", models.CharField(blank=True, max_length=40, verbose_name="number of the contract of employment")),
            ("contract_date", models.DateField(null=True, verbose_name="date of the contract of employment")),
            ("pay", models.CharField(blank=True, max_length=500, verbose_name="pay for the additional work")),
            (
                "candidacy",
                models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="governance.candidacy"),
            ),
            ("employer", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="WorkConsent",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("given_on", models.DateField(editable=False, null=True)),
            (
                "candidacy",
                models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="%(class)ss", to="governance.candidacy"),
            ),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="OrderChange",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("position", models.PositiveSmallIntegerField()),
            (
                "action",
                models.CharField(
                    choices=[
                        ("reword", "give a point another wording"),
                        ("add", "add a point"),
                        ("exclude", "take a point out"),
                        ("exclude_row", "take out of a list"),
                        ("add_row", "add to a list"),
                    ],
                    max_length=12,
                ),
            ),
            ("point", models.CharField(blank=True, max_length=12)),
            ("row", models.CharField(blank=True, max_length=40)),
            ("text", models.TextField(blank=True)),
            ("order", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="changes", to="governance.order")),
            ("paper", models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
        ],
        options={
            "ordering": ["order_id", "position"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("paper__isnull", True), ("row", ""), models.Q(("point", ""), _negated=True)),
                        models.Q(
                            ("paper__isnull", False), ("point", ""), models.Q(("row", ""), _negated=True), models.Q(("text", ""), _negated=True)
                        ),
                        _connector="OR",
                    ),
                    name="order_change_of_point_or_row",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("paper__isnull", False)), fields=("order", "paper", "row"), name="one_change_a_row_and_order"
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Incoming",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("sender", models.CharField(max_length=300, verbose_name="sender")),
            ("their_number", models.CharField(blank=True, max_length=60, verbose_name="their number")),
            ("their_date", models.DateField(blank=True, null=True, verbose_name="their date")),
            ("sheets", models.PositiveSmallIntegerField(default=1, verbose_name="sheets")),
            (
                "way",
                models.CharField(
                    choices=[("post", "by post"), ("mail", "by e-mail"), ("hand", "brought by hand"), ("system", "through another system")],
                    default="post",
                    max_length=10,
                    verbose_name="how it came",
                ),
            ),
            ("resolution", models.TextField(blank=True, verbose_name="resolution")),
            ("due", models.DateField(null=True, verbose_name="to be done until")),
            ("result", models.TextField(blank=True, verbose_name="what was done")),
            ("file", models.CharField(blank=True, max_length=30, verbose_name="file in the list of files")),
            (
                "executor",
                models.ForeignKey(
                    null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="executor"
                ),
            ),
        ],
        options={
            "ordering": ["-changed_at", "-id"],
            "abstract": False,
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("resolution", ""), _negated=True), models.Q(("due__isnull", True), ("executor__isnull", True)), _connector="OR"
                    ),
                    name="incoming_resolved_names_executor",
                )
            ],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="ItemAbsence",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            (
                "status",
                models.CharField(
                    choices=[
                        ("present", "Present"),
                        ("late", "Came late"),
                        ("out", "Out for a question"),
                        ("left", "Left"),
                        ("absent", "Absent"),
                        ("excused", "Absent with an excuse"),
                    ],
                    max_length=10,
                ),
            ),
            ("left_at", models.DateTimeField()),
            ("returned_at", models.DateTimeField(null=True)),
            ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="absences", to="governance.agendaitem")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
            ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat")),
        ],
        options={"constraints": [models.UniqueConstraint(fields=("item", "seat"), name="one_absence_a_seat_and_item")]},
    ),
    migrations.CreateModel(name="SigningRules", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(
        name="Joining",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("name", models.CharField(max_length=200)),
            ("capacity", models.CharField(max_length=300)),
            ("joined_at", models.DateTimeField()),
            ("paper", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="joinings", to="governance.document")),
            ("person", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)),
        ],
        options={"ordering": ["name", "pk"], "constraints": [models.UniqueConstraint(fields=("paper", "person"), name="one_joining_a_person")]},
    ),
    migrations.CreateModel(
        name="VotingSheet",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("answers", models.JSONField(default=list, verbose_name="answers")),
            ("returned_at", models.DateTimeField(null=True, verbose_name="returned")),
            ("invalid_reason", models.TextField(blank=True, verbose_name="void, because")),
            ("appointment", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.appointment")),
            ("meeting", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="sheets", to="governance.meeting")),
            ("seat", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.seat")),
        ],
        options={
            "ordering": ["-changed_at", "-id"],
            "abstract": False,
            "constraints": [models.UniqueConstraint(fields=("meeting", "seat"), name="one_sheet_a_seat_and_meeting")],
        },
        bases=("governance.document",),
    ),
    migrations.CreateModel(name="BonusRules", fields=[], options={"proxy": True}, bases=("governance.approvedpaper",)),
    migrations.CreateModel(
        name="StaffOpinion",
        fields=[
            (
                "document_ptr",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    parent_link=True,
                    primary_key=True,
                    related_name="+",
                    serialize=False,
                    to="governance.document",
                ),
            ),
            ("body", models.CharField(blank=True, max_length=300, verbose_name="whose opinion, in the genitive")),
            ("asked_on", models.DateField(null=True, verbose_name="asked on")),
            ("due", models.DateField(null=True, verbose_name="answer until")),
            ("protocol_number", models.CharField(blank=True, max_length=40, verbose_name="number of the protocol")),
            ("protocol_date", models.DateField(null=True, verbose_name="date of the protocol")),
            ("reasons", models.TextField(blank=True, verbose_name="reasons")),
            ("consulted", models.TextField(blank=True, verbose_name="result of the consultations")),
            (
                "about",
                models.ForeignKey(
                    editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="staff_opinions", to="governance.approvedpaper"
                ),
            ),
            ("text", models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.version")),
        ],
        options={"ordering": ["-changed_at", "-id"], "abstract": False},
        bases=("governance.document",),
    ),
    migrations.CreateModel(
        name="RewardFund",
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            ("amount", models.DecimalField(decimal_places=2, max_digits=12)),
            ("source", models.CharField(max_length=300)),
            ("reward_period", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="funds", to="governance.rewardperiod")),
            ("rules", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.document")),
            ("school", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="governance.unit")),
        ],
        options={
            "ordering": ["reward_period_id", "school_id"],
            "constraints": [
                models.UniqueConstraint(fields=("reward_period", "school"), name="one_fund_a_school_and_period"),
                models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="fund_above_zero"),
            ],
        },
    ),
]


# Rows of these tables are written once. Which columns tell them apart, beside the key.
WRITTEN_ONCE = {
    "governance_event": (("document_id", "position"),),
    "governance_version": (("document_id", "number"),),
    "governance_leaf": (("district_id", "position"), ("source", "event"), ("source", "chain", "place")),
    "governance_innernode": (("district_id", "height", "index"),),
    "governance_seal": (("district_id", "size"),),
    "governance_organisationevent": (("district_id", "position"),),
}


def sqlite(table, unique):
    refuses = f"BEGIN SELECT RAISE(ABORT, '{table}: history is append-only'); END"
    same = " OR ".join("(" + " AND ".join(f'"{name}" = NEW."{name}"' for name in names) + ")" for names in unique)
    yield f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} {refuses}"
    yield f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuses}"
    yield f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id OR {same}) {refuses}"


def postgresql(table, unique):
    for name, when, each in (("change", "UPDATE OR DELETE", "ROW"), ("truncate", "TRUNCATE", "STATEMENT")):
        yield f"CREATE TRIGGER {table}_no_{name} BEFORE {when} ON {table} FOR EACH {each} EXECUTE FUNCTION governance_append_only()"


FUNCTION = (
    "CREATE OR REPLACE FUNCTION governance_append_only() RETURNS trigger LANGUAGE plpgsql AS $$ "
    "BEGIN RAISE EXCEPTION '%: history is append-only', TG_TABLE_NAME; END $$"
)


def guard_history(apps, schema_editor):
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    if not is_sqlite:
        schema_editor.execute(FUNCTION, params=None)
    for table, unique in WRITTEN_ONCE.items():
        for statement in (sqlite if is_sqlite else postgresql)(table, unique):
            schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    initial = True

    dependencies = [("auth", "0012_alter_user_first_name_max_length"), ("contenttypes", "0002_remove_content_type_name")]

    replaces = [
        ("governance", "0001_initial"),
        ("governance", "0002_finished_steps"),
        ("governance", "0003_rows_of_the_record"),
        ("governance", "0004_no_row_replaced"),
        ("governance", "0005_shared_cache"),
        ("governance", "0006_letters"),
        ("governance", "0007_seals"),
        ("governance", "0008_entering"),
        ("governance", "0009_day_run"),
        ("governance", "0010_organisation"),
        ("governance", "0011_last_day_of_keeping"),
        ("governance", "0012_names_of_the_day"),
        ("governance", "0013_passkey_touch"),
        ("governance", "0014_late_entry"),
        ("governance", "0015_kept_prints"),
        ("governance", "0016_district_setting"),
        ("governance", "0017_deciding_rules"),
        ("governance", "0018_taking_part_by_video"),
        ("governance", "0019_motion"),
        ("governance", "0020_suspensions"),
        ("governance", "0021_parties_of_contracts"),
        ("governance", "0022_place_of_plan_rows"),
        ("governance", "0023_elections"),
        ("governance", "0024_work_agreements"),
        ("governance", "0025_changing_orders"),
        ("governance", "0026_incoming_papers"),
        ("governance", "0027_sittings"),
        ("governance", "0028_signing_rules"),
        ("governance", "0029_enrolment_term"),
        ("governance", "0030_requisites_of_applicants"),
        ("governance", "0031_voting_sheets"),
        ("governance", "0032_local_acts"),
    ]

    operations = [
        CreateTables(TABLES),
        # The triggers go with their tables.
        migrations.RunPython(guard_history, migrations.RunPython.noop),
    ]
