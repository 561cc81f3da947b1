import type { ExportedKind, ExportFile, Selection, TableOptions } from '../../services/exports/index.ts';
import type { ActorContext, Services } from '../../services/index.ts';
import { attachment } from '../attachment.ts';
import * as operations from '../operations/exports.ts';
import type { Operation } from '../operations/operation.ts';
import type { Register } from './register.ts';

export function exportRoutes(on: Register, services: Services): void {
  const both = (kind: ExportedKind, { table, lines }: { readonly table: Operation; readonly lines: Operation }) => {
    on(table, async ({ actor, query, request }) =>
      fileAnswer(request, await services.exportTable(actor, kind, query as TableOptions)),
    );
    on(lines, async ({ actor, query, request }) =>
      fileAnswer(request, await services.exportLines(actor, kind, query as Selection)),
    );
  };
  both('jobs', operations.jobExports);
  both('assignments', operations.assignmentExports);
  both('technicians', operations.technicianExports);
  both('customers', operations.customerExports);
  both('sites', operations.siteExports);
  both('shifts', operations.shiftExports);
  both('timeOff', operations.timeOffExports);
  both('crews', operations.crewExports);
  both('equipment', operations.equipmentExports);
  both('certifications', operations.certificationExports);

  on(operations.exportCalendar, async ({ actor, query, request }) =>
    fileAnswer(request, await services.exportCalendar(actor, query)),
  );
  on(operations.exportTechnicianCalendar, async ({ actor, params, query, request }) =>
    fileAnswer(request, await technicianCalendar(services, actor, params.technicianId, query)),
  );
}

async function technicianCalendar(
  services: Services,
  actor: ActorContext,
  technicianId: string,
  query: Selection,
): Promise<ExportFile> {
  const { name } = await services.getTechnician(actor, technicianId);
  return services.exportCalendar(actor, { ...query, technicianId: [technicianId], calendarName: name });
}

/** Written as fast as it is read and no faster. A database that fails half-way breaks the transfer off, so that nobody takes half for all. */
function fileAnswer(request: Request, { name, mediaType, text }: ExportFile): Response {
  const headers = {
    'content-type': mediaType,
    'content-disposition': attachment(name),
    'cache-control': 'no-store',
  };
  if (request.method === 'HEAD') return new Response(null, { headers });
  return new Response(streamOf(text), { headers });
}

function streamOf(text: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = text[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return?.();
    },
  });
}
