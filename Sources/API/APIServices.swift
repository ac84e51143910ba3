package import Issuance
package import Mail
package import Queue

/// Everything the routes call. Made once by the executable.
package struct APIServices: Sendable {
    package let issuer: Issuer
    package let apiKeys: APIKeyRegistry
    package let grants: GrantRegistry
    /// `nil`: no issuer is configured.
    package let tokens: (any TokenVerifying)?
    package let queue: any QueueStore
    package let clock: any TimeSource
    package let readiness: any ReadinessReporting
    package let relays: any RelayReporting
    package let pauses: any PauseControlling
    package let admission: Admission
    package let events: EventStreams
    package let kinds: KindTable
    /// All metrics in Prometheus' text format.
    package let metricsText: @Sendable () -> String
    /// Scheme, host and port without a slash at the end: what every URL that is given out starts with.
    package let publicURL: String
    /// The bytes of `openapi.yaml`.
    package let openAPI: [UInt8]

    package init(
        issuer: Issuer, apiKeys: APIKeyRegistry, grants: GrantRegistry, tokens: (any TokenVerifying)?, queue: any QueueStore,
        clock: any TimeSource, readiness: any ReadinessReporting, relays: any RelayReporting, pauses: any PauseControlling,
        admission: Admission, events: EventStreams, kinds: KindTable,
        metricsText: @escaping @Sendable () -> String,
        publicURL: String, openAPI: [UInt8]
    ) {
        self.issuer = issuer
        self.apiKeys = apiKeys
        self.grants = grants
        self.tokens = tokens
        self.queue = queue
        self.clock = clock
        self.readiness = readiness
        self.relays = relays
        self.pauses = pauses
        self.admission = admission
        self.events = events
        self.kinds = kinds
        self.metricsText = metricsText
        self.publicURL = publicURL
        self.openAPI = openAPI
    }

    package var credentials: Credentials { Credentials(apiKeys: apiKeys, tokens: tokens, grants: grants) }
}
