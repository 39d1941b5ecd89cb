//! The table of the Site object's operations.

use super::context::Context;
use super::op::{self, Effect, Op};
use super::{
    CastVote, ChangeComment, ChangeMyName, CompleteSignIn, ConfirmPlain, CountComments, Decide,
    DeleteComment, EndReplyFeed, EndSession, EndSessions, EndSessionsOf, ExchangeSignIn,
    FindComment, FindPage, Import, LoadTexts, MakeOwnerLink, MakeReplyFeed, MakeTicket, MergePages,
    Once, ReadChanges, ReadConfirmation, ReadLatest, ReadMe, ReadPagesLeft, ReadPeople, ReadQueue,
    ReadSessions, ReadSettings, ReadSignIn, ReadTexts, ReadThread, ReadTicket, RemapPages, Report,
    SignOut, StartSignIn, UndeleteComment, UndoDecision, VerifySignIn, WriteComment, WriteRole,
    WriteSettings, WriteTexts,
};
use crate::error::{HttpError, Result};
use worker::Response;

macro_rules! operations {
    ($($operation:ty),+ $(,)?) => {
        /// Does the operation of this name.
        ///
        /// # Errors
        /// An internal error where there is none of that name.
        pub fn dispatch(name: &str, body: &str, ctx: &Context<'_>) -> Result<Response> {
            match name {
                $(<$operation>::NAME => Ok(op::run::<$operation>(body, ctx)?),)+
                _ => Err(HttpError::Internal(format!("no operation {name:?}"))),
            }
        }

        /// Tells what the operation of this name may change.
        pub fn effect(name: &str) -> Effect {
            match name {
                $(<$operation>::NAME => <$operation>::EFFECT,)+
                _ => Effect::Nothing,
            }
        }
    };
}

// Every operation.
operations!(
    ReadThread,
    ReadChanges,
    FindComment,
    ReadLatest,
    CountComments,
    Once<WriteComment>,
    Once<ChangeComment>,
    Once<DeleteComment>,
    Once<UndeleteComment>,
    Once<CastVote>,
    Once<MakeReplyFeed>,
    EndReplyFeed,
    ReadMe,
    Once<ChangeMyName>,
    SignOut,
    ReadSessions,
    EndSession,
    EndSessions,
    ReadQueue,
    Once<Decide>,
    Once<UndoDecision>,
    Once<Report>,
    ReadSettings,
    Once<WriteSettings>,
    LoadTexts,
    ReadTexts,
    Once<WriteTexts>,
    FindPage,
    Once<MergePages>,
    Once<RemapPages>,
    ReadPagesLeft,
    ReadPeople,
    Once<WriteRole>,
    EndSessionsOf,
    MakeOwnerLink,
    MakeTicket,
    ReadTicket,
    StartSignIn,
    ReadSignIn,
    VerifySignIn,
    CompleteSignIn,
    ExchangeSignIn,
    ReadConfirmation,
    ConfirmPlain,
    Import,
);
