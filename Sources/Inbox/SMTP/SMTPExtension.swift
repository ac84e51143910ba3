/// Service extensions the inbox can offer in its answer to EHLO; raw values are their keywords.
package enum SMTPExtension: String, CaseIterable, Hashable, Sendable {
    case pipelining = "PIPELINING"
    case size = "SIZE"
    case eightBitMIME = "8BITMIME"
    case smtpUTF8 = "SMTPUTF8"
    case enhancedStatusCodes = "ENHANCEDSTATUSCODES"
    case dsn = "DSN"
    case startTLS = "STARTTLS"
    case auth = "AUTH"
    /// RFC 2852; only when asked for, since few relays offer it.
    case deliverBy = "DELIVERBY"
    /// RFC 8689; only when asked for.
    case requireTLS = "REQUIRETLS"

    /// What a session offers unless told otherwise.
    package static let usual: Set<SMTPExtension> = Set(allCases).subtracting([.deliverBy, .requireTLS])
}
