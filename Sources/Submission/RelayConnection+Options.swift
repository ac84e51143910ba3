internal import CCurl
import Mail

extension RelayConnection {
    /// Sets every option that matters; each names its reason where it is not plain.
    static func configure(_ handle: borrowing CurlHandle, for relay: RelayConfiguration, transcript: ConnectTranscript) {
        let scheme = relay.tls == .implicit ? "smtps" : "smtp"
        let host = relay.host.contains(":") ? "[\(relay.host)]" : relay.host
        handle.set(CURLOPT_URL, "\(scheme)://\(host):\(relay.port)/\(relay.ehloName)")
        handle.set(CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // libcurl ends after the connect phase; the dialogue is ours (architecture, decision 1).
        handle.set(CURLOPT_CONNECT_ONLY, 1)
        handle.set(CURLOPT_NOSIGNAL, 1)
        // An environment variable must not send mail through a proxy.
        handle.set(CURLOPT_PROXY, "")
        // A name server that is silent keeps its thread longer than the deadline; nobody waits for that.
        handle.set(CURLOPT_QUICK_EXIT, 1)
        handle.set(CURLOPT_CONNECTTIMEOUT_MS, Int(relay.deadlines.connect.microseconds / 1_000))
        handle.set(CURLOPT_TIMEOUT_MS, Int(relay.deadlines.session.microseconds / 1_000))
        handle.set(CURLOPT_SERVER_RESPONSE_TIMEOUT, max(1, Int(relay.deadlines.command.microseconds / 1_000_000)))

        // All or nothing: never CURLUSESSL_TRY, which a man in the middle can strip.
        handle.set(CURLOPT_USE_SSL, relay.tls == .none ? Int(CURLUSESSL_NONE.rawValue) : Int(CURLUSESSL_ALL.rawValue))
        handle.set(CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        handle.set(CURLOPT_SSL_VERIFYPEER, 1)
        handle.set(CURLOPT_SSL_VERIFYHOST, 2)
        // So that an operator hears of its end before it comes.
        if relay.tls != .none { handle.set(CURLOPT_CERTINFO, 1) }
        if let caFile = relay.caFile {
            handle.set(CURLOPT_CAINFO, caFile)
            // Distributions build libcurl with a directory of authorities, which would go on to count beside the file.
            handle.set(CURLOPT_CAPATH, pointer: nil)
        }

        if let credentials = relay.credentials {
            // Pinned: libcurl would prefer CRAM-MD5 or DIGEST-MD5 where a relay offers them. SASL_IR saves a round trip.
            handle.set(CURLOPT_LOGIN_OPTIONS, "AUTH=PLAIN")
            handle.set(CURLOPT_SASL_IR, 1)
            handle.set(CURLOPT_USERNAME, credentials.username)
            handle.set(CURLOPT_PASSWORD, credentials.password.revealText())
        }

        // Every line the relay says arrives here, continuation lines too; the response code alone is unreliable.
        handle.setHeaderCallback { octets, size, count, userdata in
            guard let octets, let userdata else { return 0 }
            let line = UnsafeRawBufferPointer(start: octets, count: size * count)
            Unmanaged<ConnectTranscript>.fromOpaque(userdata).takeUnretainedValue().append(line)
            return size * count
        }
        handle.set(CURLOPT_HEADERDATA, pointer: Unmanaged.passUnretained(transcript).toOpaque())
    }
}
