//! The person signed in, as the worker tells.

use crate::hooks::services::Services;
use crate::state::Action;
use crate::state::dispatch::Dispatch;
use bedside_wire::Viewer;

/// Requests the person signed in, with their overlay.
pub(crate) async fn fetch_viewer(services: &Services, dispatch: &Dispatch) -> Option<Viewer> {
    let me = services.client()?.viewer().await;
    match me {
        Ok(Some(me)) => {
            dispatch.tell(Action::ViewerIs(Box::new(me.clone())));
            Some(me)
        }
        Ok(None) => {
            dispatch.tell(Action::NobodySignedIn);
            None
        }
        // Reading goes on; the next request will tell what is wrong.
        Err(_) => None,
    }
}
