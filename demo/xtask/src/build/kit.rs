//! The toolchain and the tools, got at once: on a machine that has nothing yet, the
//! sources are compiled while the tools are.

use super::{MODULES, module, worker};
use crate::profile::Profile;
use crate::toolchain::Toolchain;
use crate::tools::Tools;
use anyhow::Result;
use std::{panic, thread};

/// A toolchain and the tools, all of it on this machine.
pub struct Kit {
    /// Compiles.
    pub toolchain: Toolchain,
    /// Everything after that.
    pub tools: Tools,
}

impl Kit {
    /// Gets what is missing. Where that takes minutes, they are used to compile
    /// what will be built with a profile.
    pub fn obtain(profile: Profile) -> Result<Self> {
        thread::scope(|scope| {
            let tools = scope.spawn(Tools::obtain);
            let toolchain = Toolchain::obtain()?;
            if Tools::take_minutes()? {
                for (_, feature, _) in MODULES {
                    module::compile(profile, &toolchain, feature)?;
                }
                worker::compile(profile, &toolchain)?;
            }
            let tools = tools
                .join()
                .unwrap_or_else(|reason| panic::resume_unwind(reason))?;
            Ok(Self { toolchain, tools })
        })
    }
}
