/* Rows as the made-up ERP sends them. */

export interface OrderRow {
  readonly id: number;
  readonly subject: string;
  readonly state: string;
  readonly urgency: number;
  readonly expected_hours: number;
  readonly deadline: string | null;
  readonly customer: { readonly id: number; readonly name: string };
  readonly changed_at: string;
}

export interface PersonRow {
  readonly id: number;
  readonly name: string;
  readonly mobile: string;
  readonly changed_at: string;
}

export interface VisitRow {
  readonly id: number;
  readonly order: number;
  readonly person: number;
  readonly from: string;
  readonly until: string;
  readonly changed_at: string;
}

export const counts = { orders: 10_000, people: 200, visits: 5_000 } as const;
export const recordCount = counts.orders + counts.people + counts.visits;
export const pageSize = 200;
