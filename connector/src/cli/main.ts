import { Command } from 'commander';
import { addAdapterCommand } from './commands/adapter.ts';
import { addApiKeysCommand } from './commands/api-keys.ts';
import { addBackupCommand } from './commands/backup.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExportCommand } from './commands/export.ts';
import { addImportCommand } from './commands/import.ts';
import { addKeysCommand } from './commands/keys.ts';
import { addMigrateCommand } from './commands/migrate.ts';
import { addRestoreCommand } from './commands/restore.ts';
import { addServeCommand } from './commands/serve.ts';
import { addTenantsCommand } from './commands/tenants.ts';
import { addTokenCommand } from './commands/token.ts';
import { explain } from './fail.ts';
import { watchOutput } from './output.ts';

/**
 * The `dispatchkit` command. Bad input ends with status 1 and says what, where and how to mend it.
 * `commands/` say what can be given; what a command does lies in `actions/` and is loaded once it is asked for, so that help and
 * mistyped words are answered at once.
 */
const program = new Command('dispatchkit')
  .description('Field-service dispatch: the connector and its tools.')
  .configureOutput({
    outputError: (text, write) =>
      write(
        text.replace(
          /^(error: unknown option '--config)\b.*\n/,
          "$1'\nThe file with the settings is named by the variable DISPATCHKIT_CONFIG: DISPATCHKIT_CONFIG=connector.yaml dispatchkit …\n",
        ),
      ),
  })
  .showHelpAfterError('Run it with --help to see what can be given.')
  .addHelpText(
    'after',
    `
Settings come from the file named by DISPATCHKIT_CONFIG and from variables such as DISPATCHKIT_DATABASE_URL, PORT and HOST; docs/guides/operate.md lists them.`,
  );

addServeCommand(program);
addDemoCommand(program);
addImportCommand(program);
addExportCommand(program);
addTokenCommand(program);
addMigrateCommand(program);
addTenantsCommand(program);
addBackupCommand(program);
addRestoreCommand(program);
addKeysCommand(program);
addApiKeysCommand(program);
addAdapterCommand(program);
addDoctorCommand(program);

watchOutput();

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(explain(error, Boolean(process.env.DEBUG)));
  process.exitCode = 1;
}
