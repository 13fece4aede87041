//! Big House, on the command line.

use std::process::ExitCode;

fn main() -> ExitCode {
    bighouse::cli::main()
}
