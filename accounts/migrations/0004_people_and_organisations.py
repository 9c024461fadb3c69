"""People's names, rights and suspensions; the register; how people come to answer for whom.

New tables, and columns with constant defaults, which rewrite no row.
"""

import accounts.models.organisations
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0003_memberships_end'),
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='ErasureRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('refused_at', models.DateTimeField(blank=True, null=True)),
                ('refusal', models.TextField(blank=True, max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name='HouseRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(unique=True)),
                ('body', models.TextField(max_length=5000)),
                ('published_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254)),
                ('role', models.CharField(choices=[('member', 'Member: answers for the organisation'), ('approver', 'Approver: also signs off formal answers'), ('owner', 'Owner: also decides who answers for it, and what the register says')], default='member', max_length=8)),
                ('token_hash', models.CharField(editable=False, max_length=64, unique=True)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('expires_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(blank=True, null=True)),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='JoinRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', models.TextField(blank=True, max_length=500)),
                ('domain_matches', models.BooleanField(default=False)),
                ('asked_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('outcome', models.CharField(blank=True, choices=[('accepted', 'Accepted'), ('refused', 'Not accepted'), ('withdrawn', 'Taken back')], max_length=9)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name='RegisterImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=160)),
                ('lines', models.JSONField(default=list)),
                ('refused', models.JSONField(default=list)),
                ('created_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('applied_at', models.DateTimeField(blank=True, null=True)),
                ('result', models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name='RulesAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('agreed_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.TextField(max_length=1000)),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False)),
                ('appeal', models.TextField(blank=True, max_length=2000)),
                ('appealed_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, max_length=1000)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('lifted_at', models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name='membership',
            name='role',
            field=models.CharField(choices=[('member', 'Member: answers for the organisation'), ('approver', 'Approver: also signs off formal answers'), ('owner', 'Owner: also decides who answers for it, and what the register says')], db_default='member', default='member', max_length=8),
        ),
        migrations.AddField(
            model_name='organisation',
            name='about',
            field=models.TextField(blank=True, db_default='', default='', max_length=600),
        ),
        migrations.AddField(
            model_name='organisation',
            name='charity_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=12),
        ),
        migrations.AddField(
            model_name='organisation',
            name='company_number',
            field=models.CharField(blank=True, db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='organisation',
            name='declined_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='declined_reason',
            field=models.TextField(blank=True, db_default='', default='', max_length=500),
        ),
        migrations.AddField(
            model_name='organisation',
            name='email_domains',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=253), blank=True, db_default=[], default=list, size=10),
        ),
        migrations.AddField(
            model_name='organisation',
            name='kind',
            field=models.CharField(choices=[('member', 'Member'), ('stakeholder', 'Stakeholder')], db_default='member', default='member', max_length=12),
        ),
        migrations.AddField(
            model_name='organisation',
            name='led_by',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('lived-experience', 'People with convictions'), ('women', 'Women'), ('racially-minoritised', 'Racially minoritised people'), ('young', 'Young people'), ('disabled', 'Disabled people'), ('lgbt', 'LGBT+ people'), ('faith', 'A faith community')], max_length=24), blank=True, db_default=[], default=list, size=20),
        ),
        migrations.AddField(
            model_name='organisation',
            name='logo',
            field=models.FileField(blank=True, db_default='', default='', max_length=120, upload_to=accounts.models.organisations.logo_name),
        ),
        migrations.AddField(
            model_name='organisation',
            name='logo_alt',
            field=models.CharField(blank=True, db_default='', default='', max_length=200),
        ),
        migrations.AddField(
            model_name='organisation',
            name='proposed_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='organisation',
            name='region',
            field=models.CharField(blank=True, choices=[('north-east', 'North East'), ('north-west', 'North West'), ('yorkshire', 'Yorkshire and the Humber'), ('east-midlands', 'East Midlands'), ('west-midlands', 'West Midlands'), ('east', 'East of England'), ('london', 'London'), ('south-east', 'South East'), ('south-west', 'South West'), ('wales', 'Wales'), ('scotland', 'Scotland'), ('northern-ireland', 'Northern Ireland'), ('england-wales', 'England and Wales'), ('uk', 'The whole United Kingdom')], db_default='', default='', max_length=20),
        ),
        migrations.AddField(
            model_name='organisation',
            name='serves',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('in-prison', 'People in prison'), ('on-probation', 'People on probation'), ('with-convictions', 'People with convictions'), ('at-risk', 'People at risk of offending'), ('families', 'Families of people in prison'), ('victims', 'Victims of crime'), ('women', 'Women'), ('young', 'Children and young people'), ('older', 'Older people'), ('racially-minoritised', 'Racially minoritised people'), ('disabled', 'Disabled people'), ('lgbt', 'LGBT+ people'), ('veterans', 'Veterans'), ('foreign-nationals', 'Foreign nationals'), ('anyone', 'Anyone')], max_length=24), blank=True, db_default=[], default=list, size=20),
        ),
        migrations.AddField(
            model_name='organisation',
            name='size',
            field=models.CharField(blank=True, choices=[('micro', 'Micro: under £10,000'), ('small', 'Small: £10,000 to £100,000'), ('medium', 'Medium: £100,000 to £1 million'), ('large', 'Large: £1 million to £10 million'), ('major', 'Major: over £10 million')], db_default='', default='', max_length=8),
        ),
        migrations.AddField(
            model_name='organisation',
            name='specialisms',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('advice', 'Advice and advocacy'), ('arts', 'Arts and creative work'), ('education', 'Education and training'), ('employment', 'Employment'), ('faith', 'Faith and chaplaincy'), ('family', 'Family support'), ('health', 'Physical health'), ('housing', 'Housing and homelessness'), ('justice-reform', 'Policy and reform'), ('mental-health', 'Mental health'), ('mentoring', 'Mentoring and befriending'), ('resettlement', 'Resettlement and through the gate'), ('restorative', 'Restorative justice'), ('sport', 'Sport and activity'), ('substance-use', 'Drugs and alcohol'), ('victims', 'Support for victims'), ('volunteering', 'Volunteering'), ('other', 'Something else')], max_length=24), blank=True, db_default=[], default=list, size=20),
        ),
        migrations.AddField(
            model_name='organisation',
            name='verified_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='organisation',
            name='version',
            field=models.PositiveIntegerField(db_default=1, default=1),
        ),
        migrations.AddField(
            model_name='organisation',
            name='website',
            field=models.URLField(blank=True, db_default='', default=''),
        ),
        migrations.AddField(
            model_name='user',
            name='agreed_rules',
            field=models.PositiveIntegerField(db_default=0, default=0, editable=False),
        ),
        migrations.AddField(
            model_name='user',
            name='suspended_at',
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='uses_pseudonym',
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('charity_number', ''), _negated=True), fields=('charity_number',), name='organisation_charity_unique'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.UniqueConstraint(condition=models.Q(('company_number', ''), _negated=True), fields=('company_number',), name='organisation_company_unique'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('verified_at', None), ('declined_at', None), _connector='OR'), name='organisation_verified_or_declined'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('logo', ''), models.Q(('logo_alt', ''), _negated=True), _connector='OR'), name='organisation_logo_has_words'),
        ),
        migrations.AddField(
            model_name='erasurerequest',
            name='refused_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='erasurerequest',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='erasure_requests', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='houserules',
            name='published_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='accepted_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='invited_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='invitation',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='decided_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to='accounts.organisation'),
        ),
        migrations.AddField(
            model_name='joinrequest',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='join_requests', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='registerimport',
            name='created_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='rulesagreement',
            name='rules',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='agreements', to='accounts.houserules'),
        ),
        migrations.AddField(
            model_name='rulesagreement',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules_agreements', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suspension',
            name='answered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suspension',
            name='by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='suspension',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suspensions', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddConstraint(
            model_name='erasurerequest',
            constraint=models.UniqueConstraint(condition=models.Q(('refused_at', None), ('withdrawn_at', None)), fields=('user',), name='erasure_request_pending_once'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(models.F('organisation'), django.db.models.functions.text.Lower('email'), condition=models.Q(('accepted_at', None), ('declined_at', None), ('revoked_at', None)), name='invitation_pending_once'),
        ),
        migrations.AddConstraint(
            model_name='joinrequest',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('organisation', 'user'), name='join_request_pending_once'),
        ),
        migrations.AddConstraint(
            model_name='rulesagreement',
            constraint=models.UniqueConstraint(fields=('user', 'rules'), name='rules_agreed_once'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('user',), name='suspension_current_once'),
        ),
    ]
