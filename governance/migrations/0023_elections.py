"""Questions of an agenda elect; ballots of a secret vote are issued on paper and counted by a commission."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0022_place_of_plan_rows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Candidate",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
            ],
            options={
                "ordering": ["election_id", "position"],
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
            ],
            options={
                "ordering": ["-changed_at", "-id"],
                "abstract": False,
            },
            bases=("governance.document",),
        ),
        migrations.CreateModel(
            name="Election",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
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
                (
                    "detail",
                    models.CharField(
                        blank=True, max_length=100, verbose_name="addition to the name of the office"
                    ),
                ),
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
            ],
        ),
        migrations.CreateModel(
            name="Teller",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("position", models.PositiveSmallIntegerField()),
                ("leads", models.BooleanField()),
            ],
            options={
                "ordering": ["meeting_id", "position"],
            },
        ),
        migrations.RemoveConstraint(
            model_name="ballot",
            name="secret_ballot_is_never_entered",
        ),
        migrations.AddField(
            model_name="ballot",
            name="names",
            field=models.JSONField(null=True),
        ),
        migrations.AddField(
            model_name="round",
            name="poll",
            field=models.JSONField(null=True),
        ),
        migrations.AlterField(
            model_name="ballot",
            name="way",
            field=models.CharField(
                choices=[
                    ("own", "from their own account"),
                    ("aloud", "aloud"),
                    ("paper", "on paper"),
                    ("proxy", "by proxy"),
                    ("issued", "paper ballot issued"),
                ],
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("secret", False), ("way__in", ["own", "proxy", "issued"]), _connector="OR"
                ),
                name="secret_ballot_is_never_entered",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="secretballot",
            name="candidate",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="governance.candidate",
            ),
        ),
        migrations.AddField(
            model_name="countingprotocol",
            name="round",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="counting",
                to="governance.round",
                verbose_name="vote",
            ),
        ),
        migrations.AddField(
            model_name="election",
            name="item",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="election",
                to="governance.agendaitem",
            ),
        ),
        migrations.AddField(
            model_name="election",
            name="unit",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="governance.unit",
                verbose_name="where",
            ),
        ),
        migrations.AddField(
            model_name="candidate",
            name="election",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="candidates",
                to="governance.election",
            ),
        ),
        migrations.AddField(
            model_name="teller",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="tellers", to="governance.meeting"
            ),
        ),
        migrations.AddField(
            model_name="teller",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="election",
            constraint=models.CheckConstraint(
                condition=models.Q(("posts__gte", 1)), name="election_has_posts"
            ),
        ),
        migrations.AddConstraint(
            model_name="election",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("since__isnull", True),
                    ("until__isnull", True),
                    ("until__gte", models.F("since")),
                    _connector="OR",
                ),
                name="election_dates_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="election",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("among", "group"), models.Q(("group", ""), _negated=True)),
                    models.Q(models.Q(("among", "group"), _negated=True), ("group", "")),
                    _connector="OR",
                ),
                name="election_names_its_group",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.UniqueConstraint(
                fields=("election", "person"), name="candidate_once_an_election"
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("consent", "paper"), _negated=True),
                    models.Q(("consent_paper", ""), _negated=True),
                    _connector="OR",
                ),
                name="candidate_consent_on_paper_names_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="candidate",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_because", "")),
                    models.Q(
                        ("withdrawn_at__isnull", False), models.Q(("withdrawn_because", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="candidate_withdraws_with_a_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="teller",
            constraint=models.UniqueConstraint(fields=("meeting", "person"), name="teller_once_a_meeting"),
        ),
        migrations.AddConstraint(
            model_name="teller",
            constraint=models.UniqueConstraint(
                condition=models.Q(("leads", True)), fields=("meeting",), name="one_teller_leads_a_commission"
            ),
        ),
    ]
