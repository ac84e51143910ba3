import Logging
import Mail
import Queue
import Submission

/// What an operator decides. Plain values with defaults: it knows no file and no environment (``ConfigurationReader`` does).
struct Configuration: Sendable {
    struct HTTP: Sendable {
        struct TLS: Sendable {
            let certificate: String
            let key: String
        }

        var host = "127.0.0.1"
        /// 0 lets the system choose.
        var port = 8_080
        /// Links are built from nothing else.
        var publicURL = "http://127.0.0.1:8080"
        var tls: TLS?
    }

    struct QueueSettings: Sendable {
        var directory = "queue"
    }

    struct SealSettings: Sendable {
        var keyFile = "queue/seal.key"
    }

    struct Sender: Sendable {
        var name = "Postduif"
        var address = "no-reply@localhost.localdomain"
        var bounceDomain = "localhost.localdomain"
    }

    struct Contact: Sendable {
        var name = "Service desk"
        var email = "servicedesk@localhost.localdomain"
        var phone: String?
    }

    struct TemplateSettings: Sendable {
        var directory = "templates"
    }

    struct Relay: Sendable {
        var name: String
        var host: String
        var port: Int
        var tls: RelayConfiguration.TLSMode
        var username: String?
        var passwordFile: String?
        var caFile: String?
        var connections = 8
        var priority = 1
        var weight = 1
    }

    /// What a kind may change; `nil` keeps the profile's value.
    struct KindSettings: Sendable {
        var lifetime: Duration?
        var minimumLeft: Duration?
        var inDoubt: Kind.InDoubtPolicy?
        /// Only for `one_time_code`.
        var digits: Int?
    }

    struct Limits: Sendable {
        var perRecipientPerMinute = 1
        var perRecipientPerHour = 5
        var perRecipientPerDay = 20
        var perKeyPerMinute = 6_000
        var perOfficerPerDay = 300
        var perMunicipalityPerDay = 3_000
    }

    struct Metrics: Sendable {
        var host = "127.0.0.1"
        var port: Int
    }

    struct Log: Sendable {
        var level: Logger.Level = .info
    }

    var http = HTTP()
    var queue = QueueSettings()
    var seal = SealSettings()
    var profile: KindTable.Profile = .lra
    var sender = Sender()
    var contact = Contact()
    var templates = TemplateSettings()
    var relays: [Relay] = []
    var kinds: [String: KindSettings] = [:]
    var limits = Limits()
    /// `nil`: metrics on the admin socket only.
    var metrics: Metrics?
    var log = Log()
    /// What is allowed and should still be known.
    var warnings: [String] = []
}
