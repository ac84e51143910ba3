import Glibc
import Synchronization

/// A relay of a few lines on a loopback port that does what a test says: for what no real relay does on demand.
///
/// Plain SMTP with PIPELINING. One thread for each connection; every octet it got is in ``events``.
package final class ScriptedRelay: Sendable {
    /// What the relay answers to one event.
    package enum Answer: Sendable {
        /// Lines with their CRLF.
        case say(String)
        case sayAndClose(String)
        /// One octet at a time, with a wait in between.
        case drip(String, milliseconds: UInt32)
        case close
        /// Says the first, reads nothing, runs the closure once the peer's octets fill the socket, says the last and closes.
        case stall(String, while: @Sendable () -> Void, then: String)
        /// Says nothing and keeps the connection open.
        case hang
        /// The same, and reads no more: what the peer writes stays in the buffers, until they are full.
        case deaf
        /// As a well-behaved relay, and loses what the peer has sent already behind this.
        case swallow
        /// As a well-behaved relay.
        case usual
    }

    /// What a connection heard.
    package struct Event: Hashable, Sendable {
        package enum Subject: Hashable, Sendable {
            case connected
            case command(String)
            /// The first line of a message has come; the answer comes before its end.
            case body
            /// After the final dot; the octets as they came, dot-stuffed.
            case message([UInt8])
            case closed
        }
        /// 0 for the first.
        package let connection: Int
        package let subject: Subject

        /// The command in upper case up to its first space or colon; empty when it is no command.
        package var verb: String {
            guard case .command(let line) = subject else { return "" }
            return line.prefix { $0 != " " && $0 != ":" }.uppercased()
        }
    }

    private struct State {
        var events: [Event] = []
        var connections = 0
        var sockets: [Int32] = []
        var isStopped = false
    }

    package let port: Int
    private let listener: Int32
    private let state = Mutex(State())
    private let keywords: [String]
    private let script: @Sendable (Event) -> Answer

    /// Listens at once. `nil` when the system has no port to give.
    ///
    /// - Parameter script: Called for each event on the connection's thread.
    package init?(keywords: [String] = ["PIPELINING"], script: @escaping @Sendable (Event) -> Answer = { _ in .usual }) {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, length) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &length) == 0
            }
        }
        guard listener >= 0, isBound else { return nil }
        self.listener = listener
        self.port = Int(UInt16(bigEndian: address.sin_port))
        self.keywords = keywords
        self.script = script
        Self.onThread { [self] in accept() }
    }

    /// All events so far, in the order they were heard.
    package var events: [Event] { state.withLock { $0.events } }

    /// The messages that were ended with a dot.
    package var messages: [[UInt8]] {
        events.compactMap { if case .message(let octets) = $0.subject { octets } else { nil } }
    }

    /// How many connections were ever opened.
    package var connections: Int { state.withLock { $0.connections } }

    /// Closes everything; later connections are refused.
    package func stop() {
        // Each descriptor is closed by its thread alone: its number could be another test's by now.
        state.withLock { state in
            guard !state.isStopped else { return }
            state.isStopped = true
            shutdown(listener, Int32(SHUT_RDWR))
            for socket in state.sockets { shutdown(socket, Int32(SHUT_RDWR)) }
        }
    }

    private func accept() {
        while true {
            let socket = Glibc.accept(listener, nil, nil)
            guard socket >= 0 else {
                close(listener)
                return
            }
            // Replies of one group are written one by one: Nagle would hold the second back until the first is acknowledged.
            var isOn: Int32 = 1
            setsockopt(socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
            let number = state.withLock { state in
                state.sockets.append(socket)
                state.connections += 1
                return state.connections - 1
            }
            Self.onThread { [self] in
                var session = Session(relay: self, socket: socket, number: number)
                session.run()
                state.withLock { state in
                    state.sockets.removeAll { $0 == socket }
                    close(socket)
                }
            }
        }
    }

    private func note(_ event: Event) -> Answer {
        state.withLock { $0.events.append(event) }
        return script(event)
    }

    private static func onThread(_ body: @escaping @Sendable () -> Void) {
        final class Start: Sendable {
            let body: @Sendable () -> Void
            init(_ body: @escaping @Sendable () -> Void) { self.body = body }
        }
        let start = Unmanaged.passRetained(Start(body))
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { pointer in
                guard let pointer else { return nil }
                Unmanaged<Start>.fromOpaque(pointer).takeRetainedValue().body()
                return nil
            }, start.toOpaque())
        pthread_detach(thread)
    }

    /// One connection on its thread.
    private struct Session {
        let relay: ScriptedRelay
        let socket: Int32
        let number: Int
        private var pending: [UInt8] = []

        init(relay: ScriptedRelay, socket: Int32, number: Int) {
            (self.relay, self.socket, self.number) = (relay, socket, number)
        }

        mutating func run() {
            defer { _ = relay.note(Event(connection: number, subject: .closed)) }
            guard answer(.connected, usual: "220 relay.example.be ESMTP\r\n") else { return }
            while let line = readLine() {
                let event = Event(connection: number, subject: .command(line))
                guard answer(event.subject, usual: usual(event.verb)) else { return }
                guard event.verb == "DATA", lastWas354 else { continue }
                guard let message = readMessage(), answer(.message(message), usual: "250 2.0.0 queued\r\n") else { return }
            }
        }

        private var lastWas354 = false

        private func usual(_ verb: String) -> String {
            switch verb {
            case "EHLO":
                (["relay.example.be"] + relay.keywords).enumerated()
                    .map { "250\($0 == relay.keywords.count ? " " : "-")\($1)\r\n" }.joined()
            case "DATA": "354 go on\r\n"
            case "QUIT": "221 bye\r\n"
            default: "250 2.0.0 ok\r\n"
            }
        }

        /// Whether the connection goes on.
        private mutating func answer(_ subject: Event.Subject, usual: String) -> Bool {
            var text = usual
            defer { lastWas354 = text.hasPrefix("354") }
            switch relay.note(Event(connection: number, subject: subject)) {
            case .usual: return send(usual)
            case .swallow:
                swallow()
                return send(usual)
            case .say(let other):
                text = other
                return send(other)
            case .sayAndClose(let other):
                text = other
                _ = send(other)
                return false
            case .drip(let other, let milliseconds):
                text = other
                for character in other.utf8 {
                    guard send(String(Unicode.Scalar(character))) else { return false }
                    usleep(milliseconds * 1_000)
                }
                return true
            case .close: return false
            case .stall(let first, let wait, let last):
                _ = send(first)
                var octet: UInt8 = 0
                _ = recv(socket, &octet, 1, Int32(MSG_PEEK))
                waitUntilFull()
                wait()
                _ = send(last)
                return false
            case .hang:
                text = ""
                // Until the peer gives up.
                while readMore() {}
                return false
            case .deaf:
                text = ""
                // Until the relay is stopped: of a peer that gives up nothing can be seen without reading.
                var descriptor = pollfd(fd: socket, events: 0, revents: 0)
                while poll(&descriptor, 1, -1) < 0, errno == EINTR {}
                return false
            }
        }

        private mutating func swallow() {
            pending = []
            var buffer = [UInt8](repeating: 0, count: 4_096)
            while recv(socket, &buffer, buffer.count, Int32(MSG_DONTWAIT)) > 0 {}
        }

        /// Until no more octets come, though none is read: the peer has written what the sockets hold.
        private func waitUntilFull() {
            var (waiting, unchanged): (Int32, Int) = (0, 0)
            while unchanged < 10 {
                var now: Int32 = 0
                guard ioctl(socket, UInt(FIONREAD), &now) == 0 else { return }
                (waiting, unchanged) = (now, now == waiting ? unchanged + 1 : 0)
                var descriptor = pollfd(fd: -1, events: 0, revents: 0)
                _ = poll(&descriptor, 1, 5)
            }
        }

        private func send(_ text: String) -> Bool {
            let octets = Array(text.utf8)
            var sent = 0
            while sent < octets.count {
                let count = octets.withUnsafeBytes {
                    Glibc.send(socket, UnsafeRawBufferPointer(rebasing: $0[sent...]).baseAddress, octets.count - sent, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return false }
                sent += count
            }
            return true
        }

        private mutating func readMore() -> Bool {
            var buffer = [UInt8](repeating: 0, count: 4_096)
            let count = recv(socket, &buffer, buffer.count, 0)
            guard count > 0 else { return false }
            pending += buffer[..<count]
            return true
        }

        private mutating func readLine() -> String? {
            while true {
                if let end = pending.firstIndex(of: 10) {
                    defer { pending.removeFirst(end + 1) }
                    return String(decoding: pending[..<end].filter { $0 != 13 }, as: UTF8.self)
                }
                guard readMore() else { return nil }
            }
        }

        private mutating func readMessage() -> [UInt8]? {
            var message: [UInt8] = []
            var isFirstLine = true
            while true {
                while let end = pending.firstIndex(of: 10) {
                    if isFirstLine {
                        isFirstLine = false
                        guard answer(.body, usual: "") else { return nil }
                    }
                    let line = Array(pending[...end])
                    pending.removeFirst(end + 1)
                    if line == [46, 13, 10] { return message }
                    message += line
                }
                guard readMore() else { return nil }
            }
        }
    }
}
