internal import CCurl
import Glibc
import Mail

/// Owns one libcurl easy handle. One thread at a time (libcurl-thread.3).
struct CurlHandle: ~Copyable {
    private let raw: UnsafeMutableRawPointer

    /// `nil` when libcurl has no memory.
    init?() {
        guard CurlLibrary.isReady, let raw = curl_easy_init() else { return nil }
        self.raw = raw
    }

    deinit {
        curl_easy_cleanup(raw)
    }

    borrowing func set(_ option: CURLoption, _ value: Int) {
        _ = ccurl_setopt_long(raw, option, value)
    }

    borrowing func set(_ option: CURLoption, _ value: String) {
        _ = value.withCString { ccurl_setopt_string(raw, option, $0) }
    }

    /// The pointer must live as long as the handle.
    borrowing func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) {
        _ = ccurl_setopt_pointer(raw, option, pointer)
    }

    borrowing func setHeaderCallback(_ callback: ccurl_write_callback) {
        _ = ccurl_setopt_header_callback(raw, callback)
    }

    /// Runs the transfer; with CONNECT_ONLY, the connect phase.
    borrowing func perform() -> CURLcode {
        curl_easy_perform(raw)
    }

    /// The connected socket; `nil` when there is none.
    borrowing func activeSocket() -> Int32? {
        var socket: curl_socket_t = -1
        guard ccurl_getinfo_socket(raw, &socket) == CURLE_OK, socket >= 0 else { return nil }
        return socket
    }

    /// When the first of the certificates that the relay showed ends; `nil` without TLS, or where libcurl tells none.
    borrowing func certificateEnd() -> Instant? {
        var info: UnsafeMutablePointer<curl_certinfo>?
        guard ccurl_getinfo_certificates(raw, &info) == CURLE_OK, let info, let chain = info.pointee.certinfo else { return nil }
        return (0..<Int(info.pointee.num_of_certs)).compactMap { Self.end(chain[$0]) }.min()
    }

    private static func end(_ fields: UnsafeMutablePointer<curl_slist>?) -> Instant? {
        var field = fields
        while let one = field {
            if let data = one.pointee.data, let end = CertificateTime.end(field: String(cString: data)) { return end }
            field = one.pointee.next
        }
        return nil
    }

    /// Sends what the socket takes now.
    borrowing func send(_ octets: UnsafeRawBufferPointer) -> (code: CURLcode, count: Int) {
        var count = 0
        let code = curl_easy_send(raw, octets.baseAddress, octets.count, &count)
        return (code, count)
    }

    /// Receives what is there now; zero octets with OK is the end.
    borrowing func receive(into buffer: UnsafeMutableRawBufferPointer) -> (code: CURLcode, count: Int) {
        var count = 0
        let code = curl_easy_recv(raw, buffer.baseAddress, buffer.count, &count)
        return (code, count)
    }
}

/// libcurl's process-wide initialisation, once (curl_global_init.3).
enum CurlLibrary {
    static let isReady: Bool = {
        SubmissionLibrary.shortenResolving()
        return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
    }()

    /// `7.88.1`, for `postduif version` and `doctor`.
    static var version: String {
        curl_version().map { String(cString: $0) } ?? "libcurl"
    }
}

/// The library that carries submissions.
package enum SubmissionLibrary {
    /// Name and version as libcurl tells it, with its TLS library.
    package static var version: String { CurlLibrary.version }

    /// Gives each name server two seconds, unless the environment says otherwise (`RES_OPTIONS`, resolv.conf.5).
    ///
    /// glibc asks one for five before it asks the next, as long as a connection may take in all: with the first of two silent none would
    /// ever be opened. To be called before the first name is resolved.
    package static func shortenResolving() { setenv("RES_OPTIONS", "timeout:2", 0) }
}
