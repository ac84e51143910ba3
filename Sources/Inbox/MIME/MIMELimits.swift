/// Bounds of reading a message for display; what lies beyond is not shown.
enum MIMELimits {
    static let headerOctets = 64 * 1_024
    static let headerFields = 500
    static let nesting = 8
    static let parts = 100
    static let addresses = 200
    /// Octets of one decoded text part that are shown.
    static let textOctets = 1_024 * 1_024
    static let snippetCharacters = 250
}
