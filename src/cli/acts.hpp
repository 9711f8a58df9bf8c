#pragma once

#include "cli/session.hpp"

namespace muster {

/// What each command does; the table of commands names them. All print to the session and give its exit status.

Result<ExitStatus> act_read(Session& session);
Result<ExitStatus> act_analyze(Session& session);
Result<ExitStatus> act_import(Session& session);
Result<ExitStatus> act_commit(Session& session);
Result<ExitStatus> act_history(Session& session);
Result<ExitStatus> act_show(Session& session);
Result<ExitStatus> act_rows(Session& session);
Result<ExitStatus> act_undo(Session& session);
Result<ExitStatus> act_verify(Session& session);
Result<ExitStatus> act_resume(Session& session);

Result<ExitStatus> act_persons_list(Session& session);
Result<ExitStatus> act_persons_get(Session& session);
Result<ExitStatus> act_persons_export(Session& session);
Result<ExitStatus> act_persons_delete(Session& session);
Result<ExitStatus> act_persons_merge(Session& session);
Result<ExitStatus> act_persons_tag(Session& session);
Result<ExitStatus> act_persons_untag(Session& session);
Result<ExitStatus> act_persons_activity(Session& session);

Result<ExitStatus> act_tags_list(Session& session);
Result<ExitStatus> act_tags_create(Session& session);
Result<ExitStatus> act_tags_delete(Session& session);
Result<ExitStatus> act_attributes_list(Session& session);
Result<ExitStatus> act_attributes_create(Session& session);
Result<ExitStatus> act_attributes_delete(Session& session);
Result<ExitStatus> act_recipes_list(Session& session);
Result<ExitStatus> act_recipes_show(Session& session);
Result<ExitStatus> act_recipes_save(Session& session);
Result<ExitStatus> act_recipes_delete(Session& session);

Result<ExitStatus> act_user_add(Session& session);
Result<ExitStatus> act_user_list(Session& session);
Result<ExitStatus> act_user_role(Session& session);
Result<ExitStatus> act_user_remove(Session& session);
Result<ExitStatus> act_user_link(Session& session);
Result<ExitStatus> act_apikey_create(Session& session);
Result<ExitStatus> act_apikey_list(Session& session);
Result<ExitStatus> act_apikey_revoke(Session& session);

Result<ExitStatus> act_account_create(Session& session);
Result<ExitStatus> act_account_list(Session& session);
Result<ExitStatus> act_backup(Session& session);
Result<ExitStatus> act_restore(Session& session);
Result<ExitStatus> act_migrate(Session& session);
Result<ExitStatus> act_check(Session& session);

Result<ExitStatus> act_serve(Session& session);
Result<ExitStatus> act_config_check(Session& session);

Result<ExitStatus> act_version(Session& session);
Result<ExitStatus> act_help(Session& session);
Result<ExitStatus> act_completion(Session& session);

} // namespace muster
