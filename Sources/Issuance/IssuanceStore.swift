/// What a database must do for issuance, noun by noun.
///
/// The same driver implements ``QueueStore``; every call returns after the commit was synced to disk.
package protocol IssuanceStore:
    MunicipalityStore, APIKeyStore, GrantStore, ActivationStore, ActivationSearchStore, ActivationChangeStore, CodeStore, AuditStore,
    IdempotencyStore
{}
