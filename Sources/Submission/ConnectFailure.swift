internal import CCurl
package import Mail

/// Why a session could not be opened.
package struct ConnectFailure: Error, Hashable, Sendable {
    package let result: SubmissionResult
    /// For `relay check`: what libcurl says, without addresses and secrets.
    package let detail: String

    init(_ result: SubmissionResult, detail: String) {
        self.result = result
        self.detail = detail
    }

    /// `nil` when the session is ready: connected, and authenticated when credentials are configured.
    init?(code: CURLcode, transcript: ConnectTranscript, configuration: RelayConfiguration) {
        let detail = curl_easy_strerror(code).map { String(cString: $0) } ?? "unknown"
        let stage = transcript.stage
        if transcript.violated {
            self.init(.fault(.protocolViolation, at: stage), detail: "the relay's reply is no SMTP")
            return
        }
        if code == CURLE_OK {
            // libcurl may call a connection that was closed before the greeting ready.
            guard transcript.isGreeted else {
                self.init(.fault(.connectionLost, at: stage), detail: "the relay closed before its answer to EHLO")
                return
            }
            guard configuration.credentials == nil || transcript.isAuthenticated else {
                // libcurl goes on without AUTH when the relay offers none: never for us.
                self.init(.fault(.authMissing, at: .auth), detail: "the relay does not offer AUTH PLAIN")
                return
            }
            guard configuration.requireTLS, !transcript.capabilities.used(by: configuration).requireTLS else { return nil }
            // RFC 8689 §4.2.1: without the keyword, over TLS, no message; never a silent downgrade.
            self.init(.fault(.requireTLSMissing, at: .ehlo), detail: "the relay does not offer REQUIRETLS")
            return
        }
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT:
            self.init(.fault(.connectFailed, at: .connect), detail: detail)
        case CURLE_OPERATION_TIMEDOUT:
            let fault: TransportFault = transcript.replies.isEmpty ? .connectFailed : .timedOut
            self.init(.fault(fault, at: stage), detail: detail)
        case CURLE_USE_SSL_FAILED:
            self.init(Self.startTLSRefused(transcript), detail: "the relay does not offer STARTTLS")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            self.init(.fault(.certificateInvalid, at: .tls), detail: detail)
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_ENGINE_INITFAILED:
            self.init(.fault(.tlsFailed, at: .tls), detail: detail)
        case CURLE_LOGIN_DENIED:
            self.init(Self.loginDenied(transcript), detail: detail)
        default:
            let last = transcript.replies.last?.reply
            if let last, !last.code.isPositive, last.code.severity != .intermediate {
                self.init(.reply(last, at: stage), detail: detail)
            } else {
                self.init(.fault(.connectionLost, at: stage), detail: detail)
            }
        }
    }

    private static func startTLSRefused(_ transcript: ConnectTranscript) -> SubmissionResult {
        if let last = transcript.replies.last, !last.code.isPositive { return .reply(last.reply, at: .tls) }
        return .fault(.tlsMissing, at: .tls)
    }

    private static func loginDenied(_ transcript: ConnectTranscript) -> SubmissionResult {
        if let last = transcript.replies.last, !last.code.isPositive { return .reply(last.reply, at: .auth) }
        return .fault(.authMissing, at: .auth)
    }
}
