import Issuance
import Mail

/// What a browser keeps after somebody signed out with it, or lost the last role: until the issuer has sent it back, it may still know the person.
///
/// It is the `state` of the way there and back (OpenID Connect RP-Initiated Logout §2), and while it is there a sign-in asks the issuer to
/// ask anew. It holds nothing that anybody must not know or could use: who removes it has the browser in his hands anyway.
struct SignOutMark: Sendable {
    /// How long an issuer may go on knowing somebody.
    static let seconds = 86_400
    private static let octets = 16

    let language: Language
    /// `fr.` and 22 characters.
    let state: String

    init(language: Language, random: any RandomSource) {
        self.language = language
        state = "\(language.rawValue).\(String(decoding: Base64URL.encode(random.bytes(Self.octets)), as: UTF8.self))"
    }

    /// Reads what a cookie holds; `nil` for anything else.
    init?(cookie: Secret) {
        let text = cookie.revealText()
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let language = Language(rawValue: String(parts[0])),
            Base64URL.decode(Array(parts[1].utf8))?.count == Self.octets
        else { return nil }
        self.language = language
        state = text
    }

    /// What leaves it in a browser.
    ///
    /// - Parameter cookie: ``cookie(publicURL:)``.
    func field(of cookie: ConsoleCookie) -> String { cookie.field(Secret(state), seconds: Self.seconds) }

    static func cookie(publicURL: String) -> ConsoleCookie { ConsoleCookie("postduif-signed-out", publicURL: publicURL) }
}
