import Foundation
import TestKit
import Testing

/// A program on a terminal of a size: Python's `pty`, which shares no code with what is tested.
enum Terminal {
    private static let script = """
        import fcntl, os, pty, select, struct, sys, termios, time
        columns, lines, mark, count, keys = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3].encode(), int(sys.argv[4]), sys.argv[5].encode()
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack('HHHH', lines, columns, 0, 0))
        child = os.fork()
        if child == 0:
            os.setsid()
            fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
            for target in range(3): os.dup2(slave, target)
            os.execvp(sys.argv[6], sys.argv[6:])
        os.close(slave)
        output, end, typed = b'', time.time() + 60, False
        while time.time() < end:
            if not typed and keys and output.count(mark) >= count:
                os.write(master, keys)
                typed = True
            if not select.select([master], [], [], 0.1)[0]: continue
            try: octets = os.read(master, 65536)
            except OSError: break
            if not octets: break
            output += octets
        sys.stdout.buffer.write(output.replace(b'\\r\\n', b'\\n'))
        sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) & 255)
        """

    /// Runs it to its end; what it wrote is in `output`.
    ///
    /// - Parameters:
    ///   - keys: Typed once `mark` was written `count` times.
    static func run(
        _ arguments: [String], columns: Int = 80, lines: Int = 24, typing keys: String = "", after mark: String = "", times count: Int = 0
    ) async throws -> Command {
        try await Command.run(
            ["timeout", "90", "/usr/bin/python3", "-c", script, "\(columns)", "\(lines)", mark, "\(count)", keys] + arguments)
    }
}
