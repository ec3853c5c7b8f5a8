// The back office: each part finds its own place on the page, and does nothing where there is none.
import { maps } from './admin-map.mjs'
import { presence } from './admin-presence.mjs'
import { queue } from './admin-queue.mjs'
import { redact } from './admin-redact.mjs'
import { replies } from './admin-reply.mjs'
import { shortcuts } from './admin-shortcuts.mjs'

maps()
presence()
queue()
redact()
replies()
shortcuts()
