"""Taking part and formal answers: new tables, and columns that cost no rewriting.

The rules on stored responses hold for new rows; 0008 looks at those that are there.
"""

import consultation.lib.public_ids
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.datetime
import uuid
from django.conf import settings
from django.contrib.postgres.operations import AddConstraintNotValid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_finding_by_parts'),
        ('django_comments_xtd', '0008_auto_20200920_2037'),
        ('papers', '0006_listings'),
        ('responses', '0005_erased_authors_checked'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(default=1)),
                ('body', models.TextField(blank=True)),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('says_dont_know', models.BooleanField(default=False)),
                ('openness', models.CharField(choices=[('public', 'Everyone, with our name'), ('nameless', 'Everyone, without our name'), ('private', 'The policy team only')], default='public', max_length=8)),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='AnswersImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=consultation.lib.public_ids.new_public_id, editable=False, max_length=16, unique=True)),
                ('file_name', models.CharField(max_length=160)),
                ('fingerprint', models.CharField(max_length=64)),
                ('placed', models.JSONField()),
                ('previous', models.JSONField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('read_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='AnswerVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('body', models.TextField(blank=True)),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('says_dont_know', models.BooleanField(default=False)),
                ('openness', models.CharField(choices=[('public', 'Everyone, with our name'), ('nameless', 'Everyone, without our name'), ('private', 'The policy team only')], max_length=8)),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='ChoiceTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.SmallIntegerField()),
                ('count', models.PositiveIntegerField(default=0)),
                ('points', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reply_to', models.CharField(blank=True, default='', max_length=16)),
                ('shows_name', models.BooleanField(default=False)),
                ('body', models.TextField(blank=True)),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('says_dont_know', models.BooleanField(default=False)),
                ('asked_as', models.PositiveIntegerField()),
                ('quoting', models.CharField(blank=True, default='', max_length=40)),
                ('client_token', models.UUIDField(default=uuid.uuid4)),
                ('version', models.PositiveIntegerField(default=1)),
                ('saved_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='DraftersComment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('body', models.TextField(max_length=4000)),
                ('client_token', models.UUIDField(unique=True)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='Follow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='Mention',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
            ],
        ),
        migrations.CreateModel(
            name='QuestionVisit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('seen_before', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='quote', serialize=False, to='responses.response')),
                ('version', models.PositiveIntegerField()),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stance', models.SmallIntegerField(choices=[(1, 'Agree'), (-1, 'Disagree')], null=True)),
                ('helps', models.BooleanField(default=False)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
            ],
        ),
        migrations.CreateModel(
            name='ResponseVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('comment', models.TextField()),
                ('html', models.TextField(editable=False)),
                ('renderer', models.PositiveSmallIntegerField()),
                ('choices', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(), blank=True, default=list, size=None)),
                ('says_dont_know', models.BooleanField(default=False)),
                ('written_at', models.DateTimeField()),
                ('was_public', models.BooleanField()),
            ],
        ),
        migrations.CreateModel(
            name='ResponseWords',
            fields=[
                ('response', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='words', serialize=False, to='responses.response')),
                ('vector', django.contrib.postgres.search.SearchVectorField()),
            ],
        ),
        migrations.CreateModel(
            name='Submission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.CharField(default=consultation.lib.public_ids.new_public_id, editable=False, max_length=16, unique=True)),
                ('reference', models.CharField(editable=False, max_length=16, null=True, unique=True)),
                ('channel', models.CharField(choices=[('web', 'This site'), ('email', 'Email'), ('offline', 'Paper, phone or a meeting')], default='web', max_length=8)),
                ('state', models.CharField(choices=[('drafting', 'Being drafted'), ('awaiting', 'Waiting for sign-off'), ('sent', 'Sent'), ('withdrawn', 'Withdrawn')], default='drafting', max_length=9)),
                ('version', models.PositiveIntegerField(default=1)),
                ('respondent_name', models.CharField(blank=True, max_length=120)),
                ('role', models.CharField(blank=True, max_length=120)),
                ('connection', models.CharField(blank=True, choices=[('lived', 'I have lived experience of the justice system'), ('family', 'Someone close to me has'), ('works', 'I work or volunteer in the field'), ('research', 'I study or research it'), ('public', 'I am interested as a member of the public')], max_length=10)),
                ('region', models.CharField(blank=True, choices=[('north-east', 'North East'), ('north-west', 'North West'), ('yorkshire', 'Yorkshire and the Humber'), ('east-midlands', 'East Midlands'), ('west-midlands', 'West Midlands'), ('east', 'East of England'), ('london', 'London'), ('south-east', 'South East'), ('south-west', 'South West'), ('wales', 'Wales'), ('scotland', 'Scotland'), ('northern-ireland', 'Northern Ireland'), ('england-wales', 'England and Wales'), ('uk', 'The whole United Kingdom')], max_length=20)),
                ('may_contact', models.BooleanField(default=False)),
                ('begun_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('changed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('asked_at', models.DateTimeField(null=True)),
                ('sent_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('received_on', models.DateField(null=True)),
                ('provenance', models.TextField(blank=True, max_length=1000)),
                ('consent', models.CharField(blank=True, choices=[('named', 'With their name'), ('nameless', 'Without their name'), ('private', 'Not at all: for the policy team only')], max_length=8)),
                ('consent_words', models.TextField(blank=True, max_length=1000)),
                ('checked_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.RemoveConstraint(
            model_name='response',
            name='response_state_known',
        ),
        migrations.AddField(
            model_name='questiontally',
            name='answered_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='questiontally',
            name='answered_where',
            field=models.CharField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='questiontally',
            name='pinned',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='responses.response'),
        ),
        migrations.AddField(
            model_name='questiontally',
            name='version',
            field=models.PositiveBigIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='response',
            name='agree_count',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='response',
            name='closed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='response',
            name='closed_reason',
            field=models.CharField(blank=True, db_default='', default='', max_length=300),
        ),
        migrations.AddField(
            model_name='response',
            name='disagree_count',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='response',
            name='edited_after_replies',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='response',
            name='edited_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='response',
            name='helps_count',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='response',
            name='is_by_staff',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='response',
            name='is_nameless',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name='response',
            name='reply_count',
            field=models.PositiveIntegerField(db_default=0, default=0),
        ),
        migrations.AddField(
            model_name='response',
            name='withdrawn_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='response',
            name='state',
            field=models.CharField(choices=[('held', 'Waiting for a moderator'), ('published', 'Published'), ('rejected', 'Not published'), ('withdrawn', 'Withdrawn by its author'), ('erased', 'Erased with its author')], max_length=10),
        ),
        migrations.AddField(
            model_name='answer',
            name='changed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='answer',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers_drafted', to='papers.question'),
        ),
        migrations.AddField(
            model_name='answer',
            name='wording',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.wording'),
        ),
        migrations.AddField(
            model_name='answersimport',
            name='paper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answer_imports', to='papers.paper'),
        ),
        migrations.AddField(
            model_name='answersimport',
            name='read_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='answerversion',
            name='answer',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='responses.answer'),
        ),
        migrations.AddField(
            model_name='answerversion',
            name='written_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='choicetally',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='choice_tallies', to='papers.question'),
        ),
        migrations.AddField(
            model_name='choicetally',
            name='wording',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='papers.wording'),
        ),
        migrations.AddField(
            model_name='draft',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='draft',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='draft',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='drafts', to='papers.question'),
        ),
        migrations.AddField(
            model_name='drafterscomment',
            name='author',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='drafterscomment',
            name='question',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='papers.question'),
        ),
        migrations.AddField(
            model_name='follow',
            name='paper',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='followed', to='papers.paper'),
        ),
        migrations.AddField(
            model_name='follow',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='follows', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='follow',
            name='question',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='papers.question'),
        ),
        migrations.AddField(
            model_name='follow',
            name='thread',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='follows', to='responses.response'),
        ),
        migrations.AddField(
            model_name='mention',
            name='mentioned',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentioned_in', to='responses.response'),
        ),
        migrations.AddField(
            model_name='mention',
            name='response',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='mentions', to='responses.response'),
        ),
        migrations.AddField(
            model_name='questionvisit',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='question_visits', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='questionvisit',
            name='question',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='visits', to='papers.question'),
        ),
        migrations.AddField(
            model_name='quote',
            name='source',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='quoted_in', to='responses.response'),
        ),
        migrations.AddField(
            model_name='reaction',
            name='person',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='reaction',
            name='response',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reactions', to='responses.response'),
        ),
        migrations.AddField(
            model_name='responseversion',
            name='response',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='responses.response'),
        ),
        migrations.AddField(
            model_name='responseversion',
            name='wording',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='papers.wording'),
        ),
        migrations.AddIndex(
            model_name='responsewords',
            index=django.contrib.postgres.indexes.GinIndex(fields=['vector'], name='response_words'),
        ),
        migrations.AddField(
            model_name='submission',
            name='approver',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='submission',
            name='begun_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='submission',
            name='checked_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='submission',
            name='follows',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='followed_by', to='responses.submission'),
        ),
        migrations.AddField(
            model_name='submission',
            name='organisation',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='submission',
            name='paper',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='papers.paper'),
        ),
        migrations.AddField(
            model_name='submission',
            name='person',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='submissions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='submission',
            name='sent_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='drafterscomment',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='responses.submission'),
        ),
        migrations.AddField(
            model_name='answersimport',
            name='submission',
            field=models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='read_from', to='responses.submission'),
        ),
        migrations.AddField(
            model_name='answer',
            name='submission',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='responses.submission'),
        ),
        migrations.AddField(
            model_name='response',
            name='submission',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='responses.submission'),
        ),
        AddConstraintNotValid(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['held', 'published', 'rejected', 'withdrawn', 'erased'])), name='response_state_known'),
        ),
        AddConstraintNotValid(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('closed_at__isnull', True), models.Q(('depth', 0), models.Q(('closed_reason', ''), _negated=True)), _connector='OR'), name='response_closed_with_reason'),
        ),
        AddConstraintNotValid(
            model_name='response',
            constraint=models.CheckConstraint(condition=models.Q(('is_nameless', False), ('organisation__isnull', True), _connector='OR'), name='response_nameless_names_nobody'),
        ),
        migrations.AddConstraint(
            model_name='answerversion',
            constraint=models.UniqueConstraint(fields=('answer', 'number'), name='answer_version_once'),
        ),
        migrations.AddConstraint(
            model_name='choicetally',
            constraint=models.UniqueConstraint(fields=('wording', 'place'), name='choice_tallied_once'),
        ),
        migrations.AddIndex(
            model_name='draft',
            index=models.Index(fields=['saved_at'], name='draft_saved'),
        ),
        migrations.AddConstraint(
            model_name='draft',
            constraint=models.UniqueConstraint(fields=('person', 'question', 'organisation', 'reply_to'), name='draft_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('paper__isnull', False), ('question__isnull', True), ('thread__isnull', True)), models.Q(('paper__isnull', True), ('question__isnull', False), ('thread__isnull', True)), models.Q(('paper__isnull', True), ('question__isnull', True), ('thread__isnull', False)), _connector='OR'), name='follow_follows_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='follow',
            constraint=models.UniqueConstraint(fields=('person', 'paper', 'question', 'thread'), name='follow_once', nulls_distinct=False),
        ),
        migrations.AddConstraint(
            model_name='mention',
            constraint=models.UniqueConstraint(fields=('response', 'mentioned'), name='mention_once'),
        ),
        migrations.AddConstraint(
            model_name='questionvisit',
            constraint=models.UniqueConstraint(fields=('person', 'question'), name='question_visit_once'),
        ),
        migrations.AddConstraint(
            model_name='quote',
            constraint=models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='quote_quotes_something'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.UniqueConstraint(fields=('response', 'person'), name='reaction_once'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.CheckConstraint(condition=models.Q(('stance__in', [1, -1]), ('stance__isnull', True), _connector='OR'), name='reaction_stance_known'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.CheckConstraint(condition=models.Q(('stance__isnull', False), ('helps', True), _connector='OR'), name='reaction_says_something'),
        ),
        migrations.AddConstraint(
            model_name='responseversion',
            constraint=models.UniqueConstraint(fields=('response', 'number'), name='response_version_once'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(condition=models.Q(('channel', 'web'), ('state__in', ['drafting', 'awaiting'])), fields=('paper', 'person'), name='submission_one_draft_a_person'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(condition=models.Q(('channel', 'web'), ('state__in', ['drafting', 'awaiting'])), fields=('paper', 'organisation'), name='submission_one_draft_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(condition=models.Q(('channel', 'web'), ('state', 'sent')), fields=('paper', 'person'), name='submission_one_sent_a_person'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.UniqueConstraint(condition=models.Q(('channel', 'web'), ('state', 'sent')), fields=('paper', 'organisation'), name='submission_one_sent_an_organisation'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('person__isnull', True), ('organisation__isnull', True), _connector='OR'), name='submission_of_one_respondent'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'sent'), _negated=True), models.Q(('reference__isnull', False), ('sent_at__isnull', False)), _connector='OR'), name='submission_sent_has_reference'),
        ),
        migrations.AddConstraint(
            model_name='submission',
            constraint=models.CheckConstraint(condition=models.Q(('channel', 'web'), models.Q(('state', 'sent'), _negated=True), models.Q(('consent', ''), _negated=True), _connector='OR'), name='submission_offline_has_consent'),
        ),
        migrations.AddConstraint(
            model_name='answer',
            constraint=models.UniqueConstraint(fields=('submission', 'question'), name='answer_once'),
        ),
    ]
