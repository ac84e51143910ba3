/// What was done. One-time codes are not among it: they are the traffic, whose outcome stands in history.
package enum AuditAction: String, CaseIterable, Hashable, Sendable {
    case activationIssued = "activation_issued"
    case activationResent = "activation_resent"
    case activationReissued = "activation_reissued"
    case activationRevoked = "activation_revoked"
    /// The address was corrected.
    case activationCorrected = "activation_corrected"
    case activationRedeemed = "activation_redeemed"
    /// A digital key ended after too many wrong tries.
    case digitalKeyEnded = "digital_key_ended"
    case apiKeyCreated = "api_key_created"
    case apiKeyRevoked = "api_key_revoked"
    case grantGiven = "grant_given"
    case grantWithdrawn = "grant_withdrawn"
    /// The name of a person who has, or had, a role.
    case nameErased = "name_erased"
    /// Registered or changed.
    case municipalityRegistered = "municipality_registered"
    case agreementRegistered = "agreement_registered"
    case agreementWithdrawn = "agreement_withdrawn"
    case paused
    case resumed
    case messageHeld = "message_held"
    case messageReleased = "message_released"
    case messageRetried = "message_retried"
    case messageCancelled = "message_cancelled"
    case sealRotated = "seal_rotated"
    /// Other texts of mails were put in force.
    case templatesReloaded = "templates_reloaded"
    /// What is held about one citizen was shown.
    case exported
    /// What is held about one citizen was erased.
    case erased
    /// Somebody accepted that the service goes on with a database that is older than what happened.
    case restored
    /// What had been kept long enough was deleted.
    case retentionApplied = "retention_applied"
    /// The log had been cut or replaced before a start: its end was not the one that was anchored.
    case auditCut = "audit_cut"
}
