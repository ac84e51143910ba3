package import HTTPTypes

/// Header fields that swift-http-types does not name.
extension HTTPField.Name {
    package static let idempotencyKey = known("Idempotency-Key")
    package static let idempotencyReplayed = known("Idempotency-Replayed")
    package static let requestID = known("X-Request-Id")
    package static let referrerPolicy = known("Referrer-Policy")
    package static let robotsTag = known("X-Robots-Tag")
    package static let fetchSite = known("Sec-Fetch-Site")
    package static let lastEventID = known("Last-Event-ID")
    /// Tells nginx and those that follow it to pass on what they get at once.
    package static let accelBuffering = known("X-Accel-Buffering")

    private static func known(_ name: String) -> HTTPField.Name {
        guard let name = HTTPField.Name(name) else { preconditionFailure("a field name of this file is no token") }
        return name
    }
}
