package import Mail
package import Queue

/// Issues activations and one-time codes, and takes them back: all rules, no SQL, no HTTP.
///
/// Every call that creates commits its record, its mail, its limits and its idempotency record in one transaction.
package struct Issuer: Sendable {
    let store: any QueueStore & IssuanceStore
    let seal: any Seal
    let keyring: Keyring
    let kinds: KindTable
    let policy: IssuancePolicy
    let clock: any TimeSource
    let random: any RandomSource
    let templateVersion: @Sendable (_ kind: String, _ languages: MailLanguages) -> String?
    let onLimited: @Sendable (_ limit: String) -> Void
    let onMunicipalities: @Sendable () async -> Void
    let standIn = MunicipalityStandIn()
    let attempts: AttemptBudget
    let trials: TrialBudget

    /// - Parameters:
    ///   - templateVersion: The content number of a kind's templates in the languages of a mail; pinned in each entry. `nil` where there are none:
    ///     a mail that could not be rendered is refused, not accepted.
    ///   - onMunicipalities: Called after each change of the register, before it is answered.
    ///   - onLimited: Called with the configuration's name of a limit each time it refuses.
    package init(
        store: any QueueStore & IssuanceStore, seal: any Seal, keyring: Keyring, kinds: KindTable, policy: IssuancePolicy,
        clock: any TimeSource, random: any RandomSource,
        templateVersion: @escaping @Sendable (_ kind: String, _ languages: MailLanguages) -> String?,
        onMunicipalities: @escaping @Sendable () async -> Void = {}, onLimited: @escaping @Sendable (_ limit: String) -> Void
    ) {
        self.store = store
        self.seal = seal
        self.keyring = keyring
        self.kinds = kinds
        self.policy = policy
        self.clock = clock
        self.random = random
        self.templateVersion = templateVersion
        self.onMunicipalities = onMunicipalities
        self.onLimited = onLimited
        self.attempts = AttemptBudget(limits: policy.limits, clock: clock)
        self.trials = TrialBudget(clock: clock)
    }
}
