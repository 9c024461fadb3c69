"""Words for what happens to people and organisations."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('activity', '0005_import_verbs'),
    ]

    operations = [
        migrations.AlterField(
            model_name='activity',
            name='verb',
            field=models.CharField(choices=[('person.joined', 'Person Joined'), ('person.renamed', 'Person Renamed'), ('person.welcomed', 'Person Welcomed'), ('person.suspended', 'Person Suspended'), ('suspension.appealed', 'Suspension Appealed'), ('suspension.upheld', 'Suspension Upheld'), ('suspension.lifted', 'Suspension Lifted'), ('person.data_taken', 'Data Taken'), ('erasure.asked', 'Erasure Asked'), ('erasure.withdrawn', 'Erasure Withdrawn'), ('erasure.refused', 'Erasure Refused'), ('person.erased', 'Person Erased'), ('person.address_changed', 'Address Changed'), ('factor.added', 'Factor Added'), ('factor.removed', 'Factor Removed'), ('rules.published', 'Rules Published'), ('organisation.proposed', 'Organisation Proposed'), ('organisation.added', 'Organisation Added'), ('organisation.changed', 'Organisation Changed'), ('organisation.verified', 'Organisation Verified'), ('organisation.declined', 'Organisation Declined'), ('register.imported', 'Register Imported'), ('invitation.sent', 'Invitation Sent'), ('invitation.revoked', 'Invitation Revoked'), ('invitation.accepted', 'Invitation Accepted'), ('invitation.declined', 'Invitation Declined'), ('join.asked', 'Join Asked'), ('join.accepted', 'Join Accepted'), ('join.refused', 'Join Refused'), ('join.withdrawn', 'Join Withdrawn'), ('membership.said', 'Membership Said'), ('membership.confirmed', 'Membership Confirmed'), ('membership.role_changed', 'Membership Role Changed'), ('membership.left', 'Membership Left'), ('membership.removed', 'Membership Removed'), ('role.granted', 'Role Granted'), ('role.taken_back', 'Role Taken Back'), ('paper.created', 'Paper Created'), ('paper.changed', 'Paper Changed'), ('paper.published', 'Paper Published'), ('import.read', 'Import Read'), ('import.discarded', 'Import Discarded'), ('paper.extended', 'Paper Extended'), ('paper.closed', 'Paper Closed'), ('paper.withdrawn', 'Paper Withdrawn'), ('paper.restored', 'Paper Restored'), ('paper.opening_told', 'Opening Told'), ('alert.asked', 'Alert Asked'), ('alert.confirmed', 'Alert Confirmed'), ('alert.stopped', 'Alert Stopped'), ('preview_link.made', 'Preview Link Made'), ('preview_link.opened', 'Preview Link Opened'), ('preview_link.revoked', 'Preview Link Revoked'), ('response.posted', 'Response Posted'), ('response.published', 'Response Published'), ('response.rejected', 'Response Rejected'), ('response.erased', 'Response Erased'), ('subscription.changed', 'Subscription Changed'), ('digest.built', 'Digest Built'), ('responses.exported', 'Responses Exported')], max_length=40),
        ),
    ]
