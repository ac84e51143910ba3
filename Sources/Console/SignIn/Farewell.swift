import HTTPTypes
import Hummingbird
import Mail

/// That somebody signed out with this browser a moment ago, for the sign-in page to say: in a cookie, so that no address makes it say so.
struct Farewell: Sendable {
    /// How long the page says it.
    private static let seconds = 120
    private static let value = "1"

    private let cookie: ConsoleCookie

    init(publicURL: String) { cookie = ConsoleCookie("postduif-farewell", publicURL: publicURL) }

    /// Whether it is to be said.
    func isDue(_ request: Request) -> Bool { cookie.value(of: request)?.isEqual(to: Secret(Self.value)) ?? false }

    /// What sets the cookie.
    var field: String { cookie.field(Secret(Self.value), seconds: Self.seconds) }

    /// What removes it.
    var removal: String { cookie.removal }
}
