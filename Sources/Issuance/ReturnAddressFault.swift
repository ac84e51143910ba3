/// What keeps a text from being a ``ReturnAddress``.
package enum ReturnAddressFault: Error, Hashable, Sendable {
    case tooLong
    case characters
    case scheme
    case userInfo
    case fragment
    case host
    case port
    /// Where a server and a browser may see different places.
    case path
    /// Where the result is put.
    case resultParameter

    /// What is wrong and how it must be, as the end of a sentence.
    package var advice: String {
        switch self {
        case .tooLong: "is longer than \(ReturnAddress.octets) octets; shorten it"
        case .characters: "may hold ASCII letters, digits and the characters of a URL only (RFC 3986); encode all else as %XX"
        case .scheme: "must start with https:// (http:// is for a loopback host alone)"
        case .userInfo: "must not hold a user name or an @ before the host"
        case .fragment: "must not hold a # with what follows it"
        case .host: "must name a host, such as https://front.example.be/"
        case .port: "has a port that is none; write 1 to 65535, or leave it out"
        case .path: "must not hold . or .. as a part of its path, nor dots, slashes or controls as %XX; write the path as it is"
        case .resultParameter: "must not hold the parameter result, which is added to it"
        }
    }
}
