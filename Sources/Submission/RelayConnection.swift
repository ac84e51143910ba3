internal import CCurl
import Glibc
package import Mail

/// One connection to a relay: libcurl connects, negotiates TLS and authenticates, then carries our octets.
///
/// Blocking; belongs to one real thread, never to the cooperative pool.
package final class RelayConnection {
    private let handle: CurlHandle
    private let socket: Int32
    private let clock: any TimeSource
    private let transcript: ConnectTranscript
    private var buffer = [UInt8](repeating: 0, count: 16 * 1_024)

    package let configuration: RelayConfiguration
    /// All that the relay offers.
    package let offered: RelayCapabilities
    /// What of it is used.
    package let capabilities: RelayCapabilities
    /// Whether that is with the parameters that can be left out.
    package let hasParameters: Bool
    /// When the session was ready, on the monotonic clock.
    package let opened: Duration
    /// When the relay's certificate ends, or one above it; `nil` without TLS.
    package let certificateEnds: Instant?

    /// What the relay said until the session was ready.
    var sessionSteps: [SubmissionTrial.Step] { transcript.steps }

    /// Connects, within the session deadline.
    ///
    /// - Parameters:
    ///   - pipelining: `false` for a relay that offered PIPELINING and broke.
    ///   - parameters: `false` for a relay that offered an extension and refused its parameter.
    /// - Throws: What the relay replied or what failed, with its stage. Never an unauthenticated session when credentials are configured,
    ///   nor one without REQUIRETLS when that is.
    package init(
        to configuration: RelayConfiguration, pipelining: Bool = true, parameters: Bool = true, clock: any TimeSource
    ) throws(ConnectFailure) {
        guard let handle = CurlHandle() else { throw ConnectFailure(.fault(.connectFailed, at: .connect), detail: "no handle") }
        let transcript = ConnectTranscript()
        Self.configure(handle, for: configuration, transcript: transcript)
        let code = withExtendedLifetime(transcript) { handle.perform() }
        handle.set(CURLOPT_HEADERDATA, pointer: nil)
        if let failure = ConnectFailure(code: code, transcript: transcript, configuration: configuration) { throw failure }
        guard let socket = handle.activeSocket() else {
            throw ConnectFailure(.fault(.connectionLost, at: .ehlo), detail: "the relay closed after EHLO")
        }
        self.certificateEnds = handle.certificateEnd()
        self.handle = handle
        self.socket = socket
        self.transcript = transcript
        self.clock = clock
        self.configuration = configuration
        self.offered = transcript.capabilities
        self.capabilities = offered.used(by: configuration, pipelining: pipelining, parameters: parameters)
        self.hasParameters = parameters
        self.opened = clock.monotonic
    }

    /// Writes all octets before the deadline; none after it.
    package func write(_ octets: ArraySlice<UInt8>, within limit: Duration) throws(TransportFault) {
        var left = octets.dropFirst(try writeSome(octets))
        guard !left.isEmpty else { return }
        let deadline = clock.monotonic + limit
        while !left.isEmpty {
            try wait(for: Int16(POLLOUT), until: deadline)
            guard clock.monotonic < deadline else { throw .timedOut }
            left = left.dropFirst(try writeSome(left))
        }
    }

    /// Writes what the relay takes at once. Returns how many octets, perhaps none.
    package func writeSome(_ octets: ArraySlice<UInt8>) throws(TransportFault) -> Int {
        guard !octets.isEmpty else { return 0 }
        let (code, count) = octets.withUnsafeBytes { handle.send($0) }
        switch code {
        case CURLE_OK: return count
        case CURLE_AGAIN: return 0
        default: throw .connectionLost
        }
    }

    /// Reads what comes next before the deadline; at least one octet.
    ///
    /// With TLS it tries before it polls, since a part of a record may lie read already.
    package func read<Result>(within limit: Duration, _ body: (ArraySlice<UInt8>) -> Result) throws(TransportFault) -> Result {
        let deadline = clock.monotonic + limit
        // Nothing has come since the write. Of a TLS record, though, a part may lie read already.
        if configuration.tls == .none, limit > .zero { try wait(for: Int16(POLLIN), until: deadline) }
        while true {
            let (code, count) = buffer.withUnsafeMutableBytes { handle.receive(into: $0) }
            if code == CURLE_OK {
                guard count > 0 else { throw .connectionLost }
                return body(buffer[..<count])
            }
            guard code == CURLE_AGAIN else { throw .connectionLost }
            try wait(for: Int16(POLLIN), until: deadline)
        }
    }

    /// Whether an idle connection can still be used: a relay that said something unasked (421) or closed cannot.
    package func isQuiet() -> Bool {
        let (code, _) = buffer.withUnsafeMutableBytes { handle.receive(into: $0) }
        return code == CURLE_AGAIN
    }

    /// Says QUIT without waiting for the answer; the handle closes the connection when it goes.
    package func quit() {
        _ = Array("QUIT\r\n".utf8).withUnsafeBytes { handle.send($0) }
    }

    private func wait(for events: Int16, until deadline: Duration) throws(TransportFault) {
        while true {
            let left = deadline - clock.monotonic
            guard left > .zero else { throw .timedOut }
            var descriptor = pollfd(fd: socket, events: events, revents: 0)
            let milliseconds = min(left.microseconds / 1_000 + 1, 60_000)
            let ready = poll(&descriptor, 1, Int32(milliseconds))
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .connectionLost }
        }
    }
}
