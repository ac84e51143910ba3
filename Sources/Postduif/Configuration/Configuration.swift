import Delivery
import Issuance
import Queue

/// Everything an operator decides, with the defaults. Knows neither files nor the environment: ``ConfigurationReader`` does.
struct Configuration: Sendable, Equatable {
    var http = HTTP()
    /// Where citizens may be taken back to after an activation; each name stands once.
    var fronts: [Front] = []
    var queue = QueueSettings()
    var seal = SealSettings()
    /// Lifetimes of links and of codes on paper.
    var profile: KindTable.Profile = .lra
    var sender = Sender()
    var contact = Contact()
    var templates = TemplateSettings()
    /// In the order in which they are listed; domain and selector together are unique. Empty: the relays sign.
    var dkim: [DKIM] = []
    /// In the order in which they are listed; their `name` is unique.
    var relays: [Relay] = []
    /// What single recipients' domains get at most, over all relays; each is named once.
    var domains: [DomainLimit] = []
    /// What differs from the kind table of the profile, by the name of the kind.
    var kinds: [String: KindSettings] = [:]
    var oidc = OIDC()
    var limits = SendingLimits()
    var admission = AdmissionSettings()
    /// `warnings.municipal_domains_file`: what it holds, in A-labels.
    var municipalDomains: Set<String> = []
    /// How long what is over is kept.
    var retention = Retention()
    /// `nil`: no canaries are sent.
    var canary: Canary?
    /// `nil`: metrics on the admin socket only.
    var metrics: Metrics?
    var log = Log()
    /// What is allowed and yet worth a look at every start.
    var warnings: [String] = []
}
