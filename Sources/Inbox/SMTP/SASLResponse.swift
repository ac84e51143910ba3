import Mail

/// A client's response of the mechanisms PLAIN (RFC 4616) and XOAUTH2.
struct SASLResponse: Sendable {
    let user: String
    let password: Secret

    /// Names of the mechanisms as they stand after AUTH in the answer to EHLO.
    static let mechanisms = ["PLAIN", "XOAUTH2"]

    /// `nil` unless the text is base64 of the mechanism's form.
    init?(mechanism: String, base64 text: String) {
        guard let bytes = Base64.decode(strict: text.utf8) else { return nil }
        switch mechanism {
        case "PLAIN": self.init(plain: bytes)
        case "XOAUTH2": self.init(bearer: bytes)
        default: return nil
        }
    }

    func matches(_ credentials: InboxCredentials) -> Bool {
        let sameUser = constantTimeEqual(Array(user.utf8), Array(credentials.user.utf8))
        let samePassword = password.isEqual(to: credentials.password)
        return sameUser && samePassword
    }

    /// `authzid NUL authcid NUL password`.
    private init?(plain bytes: [UInt8]) {
        let parts = bytes.split(separator: 0, omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[1].isEmpty else { return nil }
        user = String(decoding: parts[1], as: UTF8.self)
        password = Secret(Array(parts[2]))
    }

    /// `user=NAME ^A auth=Bearer TOKEN ^A ^A`.
    private init?(bearer bytes: [UInt8]) {
        let parts = bytes.split(separator: 1).map { String(decoding: $0, as: UTF8.self) }
        guard parts.count == 2, parts[0].hasPrefix("user="), parts[1].hasPrefix("auth=Bearer ") else { return nil }
        user = String(parts[0].dropFirst(5))
        password = Secret(String(parts[1].dropFirst(12)))
    }
}
