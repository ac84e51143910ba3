import Logging
import Mail
import Queue

extension Configuration {
    /// `http`: where the API and the citizen's page are served.
    struct HTTP: Sendable, Equatable {
        var host = "127.0.0.1"
        /// 0: the system chooses.
        var port = 8_080
        /// The origin of every link in a mail, without a slash at the end.
        var publicURL = "http://127.0.0.1:8080"
        /// `nil`: clear text, for a proxy in front.
        var tls: TLS?

        /// PEM files.
        struct TLS: Sendable, Equatable {
            /// The certificate and its chain.
            var certificate: String
            var key: String
        }
    }

    /// `queue`: the spool.
    struct QueueSettings: Sendable, Equatable {
        /// Holds the database, the admin socket, the flight recorder and copies of the texts.
        var directory = "queue"

        /// The file of the store (`StoreSQLite`).
        var database: String { directory + "/postduif.sqlite" }
        /// Where commands reach a running service.
        var adminSocket: String { directory + "/postduif.sock" }
    }

    /// `seal`: the keys.
    struct SealSettings: Sendable, Equatable {
        /// Made with mode 0600 at the first start if it does not exist.
        var keyFile = "queue/seal.key"
        /// The longest that one key seals; zero: until somebody rotates.
        var rotateEvery: Duration = .seconds(86_400)
    }

    /// `sender`: who the citizen sees as the sender.
    struct Sender: Sendable, Equatable {
        var name = "Postduif"
        /// The From address; the default is for trials on one machine, relays elsewhere refuse it.
        var address = "no-reply@localhost.localdomain"
        /// The domain of envelope senders and of EHLO, in A-labels.
        var bounceDomain = "localhost.localdomain"
    }

    /// `contact`: the service desk that every mail and page names.
    struct Contact: Sendable, Equatable {
        var name = "Service desk"
        var email = "servicedesk@localhost.localdomain"
        var phone: String?
        /// Where weaknesses are told (`/.well-known/security.txt`).
        var securityEmail: String?
    }

    /// `templates`: the mail texts.
    struct TemplateSettings: Sendable, Equatable {
        var directory = "templates"
    }

    /// `kinds.<kind>`: `nil` leaves what the profile says.
    struct KindSettings: Sendable, Equatable {
        var lifetime: Duration?
        /// Only of one-time codes: 6 to 8.
        var digits: Int?
        var minimumLeft: Duration?
        var inDoubt: Kind.InDoubtPolicy?
    }

    /// `limits`: how much may be asked for; 0: no limit.
    struct SendingLimits: Sendable, Equatable {
        var perRecipientPerMinute = 1
        var perRecipientPerHour = 5
        var perRecipientPerDay = 20
        var perKeyPerMinute = 6_000
        var perKeyPerDay = 0
        var perOfficerPerDay = 300
        var perMunicipalityPerDay = 3_000
        var attemptsPerKeyPerMinute = 12_000
        var pageAttemptsPerMinute = 600
        var signInsPerMinute = 600
    }

    /// `admission`: when requests for mail are refused; 0: never for this reason.
    struct AdmissionSettings: Sendable, Equatable {
        /// The longest that a code may have waited for its first attempt.
        var oldestCode: Duration = .seconds(120)
        /// Mebibytes that must be free on the disk of the queue, at most a tenth of it.
        var freeDiskMebibytes = 64
        /// The most mebibytes of memory that the process may hold.
        var memoryMebibytes = 1_024
    }

    /// `metrics`: a port of its own for `/metrics`, beside the admin socket.
    struct Metrics: Sendable, Equatable {
        var host = "127.0.0.1"
        /// 1 to 65535.
        var port: Int
    }

    /// `canary`: mails of our own that show whether each relay and lane goes on.
    struct Canary: Sendable, Equatable {
        /// Where they go.
        var address: EmailAddress
        var every: Duration = .seconds(300)
    }

    /// `log`.
    struct Log: Sendable, Equatable {
        /// How a line is written.
        enum Format: String, CaseIterable, Sendable {
            /// For people: time, level, label, metadata, message.
            case text
            /// One JSON object on each line.
            case json
        }

        var format = Format.text
        var level = Logger.Level.info
    }
}
